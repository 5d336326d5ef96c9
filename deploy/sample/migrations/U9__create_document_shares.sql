DROP TABLE document_shares;
DROP TYPE share_permission;
