CREATE TABLE tags (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id bigint REFERENCES organisations (id) ON DELETE CASCADE,
    name text NOT NULL,
    CONSTRAINT tags_organisation_id_name_key UNIQUE NULLS NOT DISTINCT (organisation_id, name)
);

COMMENT ON COLUMN tags.organisation_id IS 'Null for the tags that every organisation may use';

CREATE TABLE document_tags (
    document_id bigint NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    tag_id bigint NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (document_id, tag_id)
);

CREATE INDEX document_tags_tag_id ON document_tags (tag_id);

INSERT INTO tags (name)
VALUES ('contract'), ('invoice'), ('minutes'), ('policy');
