ALTER TABLE documents
    DROP CONSTRAINT documents_current_version_fkey,
    DROP COLUMN current_version;

DROP TABLE document_versions;
