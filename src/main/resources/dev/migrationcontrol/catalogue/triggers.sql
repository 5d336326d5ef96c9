SELECT t.tgrelid::bigint AS oid, t.tgname::text AS name, t.tgenabled <> 'D' AS enabled, f.proname::text AS function
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc f ON f.oid = t.tgfoid
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE {mine} AND NOT t.tgisinternal
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid, t.oid
