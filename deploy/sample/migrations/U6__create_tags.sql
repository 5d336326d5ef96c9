DROP TABLE document_tags;
DROP TABLE tags;
