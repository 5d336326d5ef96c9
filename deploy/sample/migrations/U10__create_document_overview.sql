DROP VIEW document_overview;
