-- Uses nothing newer than version 8, so that versions 9 and 10 can be rolled back under it. A PL/pgSQL body is looked at when
-- it runs, not when it is created, so an upgrade to a version below 8 can create it too.
CREATE OR REPLACE FUNCTION search_documents(searched_organisation bigint, words text)
    RETURNS TABLE (document_id bigint, document_title text, rank real)
    LANGUAGE plpgsql
    STABLE
AS $$
BEGIN
    RETURN QUERY
    SELECT documents.id, documents.title, ts_rank(to_tsvector('simple', documents.title), query.value)
    FROM documents
    CROSS JOIN plainto_tsquery('simple', words) AS query (value)
    WHERE documents.organisation_id = searched_organisation
      AND documents.status <> 'archived'
      AND to_tsvector('simple', documents.title) @@ query.value
    ORDER BY 3 DESC, documents.id;
END;
$$;
