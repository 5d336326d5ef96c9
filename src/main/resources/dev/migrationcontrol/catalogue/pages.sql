SELECT c.oid::bigint AS oid,
       CASE WHEN c.reltuples >= 0 THEN current_setting('block_size')::bigint * (c.relpages
         + coalesce((SELECT t.relpages FROM pg_catalog.pg_class t WHERE t.oid = c.reltoastrelid), 0)) END AS bytes,
       (SELECT current_setting('block_size')::bigint * sum(x.relpages) FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid) AS index_bytes
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE {mine} AND c.relkind IN ('r', 'm')
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid
