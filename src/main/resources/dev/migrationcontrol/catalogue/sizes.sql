SELECT c.oid::bigint AS oid, pg_catalog.pg_table_size(c.oid) AS bytes, pg_catalog.pg_indexes_size(c.oid) AS index_bytes
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE {mine} AND c.relkind IN ('r', 'm')
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid
