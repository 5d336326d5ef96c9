SELECT k.conrelid::bigint AS oid, n.nspname || '.' || c.relname AS table_name, k.conname::text AS name,
       k.contype::text AS type, k.convalidated AS validated,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS y (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = y.attnum ORDER BY y.place) AS columns,
       (SELECT x.relname::text FROM pg_catalog.pg_class x WHERE x.oid = k.conindid AND k.contype <> 'f') AS index_name,
       (SELECT fn.nspname || '.' || f.relname FROM pg_catalog.pg_class f
          JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace WHERE f.oid = k.confrelid) AS referenced,
       ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS y (attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = y.attnum ORDER BY y.place) AS referenced_columns,
       k.confdeltype::text AS on_delete, k.confupdtype::text AS on_update,
       CASE WHEN k.contype IN ('c', 'x', 'n') THEN {expression pg_catalog.pg_get_constraintdef(k.oid)} END AS definition
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE {mine} AND k.contype IN ('p', 'u', 'f', 'c', 'x', 'n')
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid, k.oid
