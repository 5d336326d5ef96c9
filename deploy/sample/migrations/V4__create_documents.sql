CREATE TYPE document_status AS ENUM ('draft', 'in_review', 'published', 'archived');

CREATE TABLE documents (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id bigint NOT NULL REFERENCES organisations (id),
    owner_id bigint NOT NULL REFERENCES users (id),
    title text NOT NULL,
    status document_status NOT NULL DEFAULT 'draft',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT documents_title_not_blank CHECK (btrim(title) <> '')
);

CREATE INDEX documents_organisation_id_status ON documents (organisation_id, status);
CREATE INDEX documents_owner_id ON documents (owner_id);
