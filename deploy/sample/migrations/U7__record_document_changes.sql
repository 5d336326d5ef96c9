DROP TRIGGER documents_set_updated_at ON documents;
DROP FUNCTION set_updated_at();

ALTER TABLE documents DROP COLUMN updated_at;
