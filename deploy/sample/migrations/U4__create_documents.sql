DROP TABLE documents;
DROP TYPE document_status;
