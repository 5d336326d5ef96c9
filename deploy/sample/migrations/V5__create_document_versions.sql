CREATE TABLE document_versions (
    document_id bigint NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number integer NOT NULL CHECK (number > 0),
    author_id bigint NOT NULL REFERENCES users (id),
    content text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (document_id, number)
);

CREATE INDEX document_versions_author_id ON document_versions (author_id);

ALTER TABLE documents ADD COLUMN current_version integer;

-- Checked at commit, so that one transaction may store a document together with its first version.
ALTER TABLE documents
    ADD CONSTRAINT documents_current_version_fkey
    FOREIGN KEY (id, current_version) REFERENCES document_versions (document_id, number)
    DEFERRABLE INITIALLY DEFERRED;
