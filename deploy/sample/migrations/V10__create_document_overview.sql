CREATE VIEW document_overview AS
SELECT
    documents.id,
    documents.organisation_id,
    documents.title,
    documents.status,
    owners.display_name AS owner,
    documents.current_version,
    documents.updated_at,
    ARRAY(
        SELECT tags.name
        FROM document_tags
        JOIN tags ON tags.id = document_tags.tag_id
        WHERE document_tags.document_id = documents.id
        ORDER BY tags.name
    ) AS tags,
    (
        SELECT count(*)
        FROM document_shares
        WHERE document_shares.document_id = documents.id
          AND document_shares.revoked_at IS NULL
    ) AS shares_in_force
FROM documents
JOIN users AS owners ON owners.id = documents.owner_id;

COMMENT ON VIEW document_overview IS 'One row for each document, as lists of documents show it';
