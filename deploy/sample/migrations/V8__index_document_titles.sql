-- Alone in its file: a concurrent build cannot run inside a transaction.
CREATE INDEX CONCURRENTLY documents_title_search ON documents USING gin (to_tsvector('simple', title));
