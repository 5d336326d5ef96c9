SELECT i.indrelid::bigint AS oid, x.relname::text AS name, m.amname::text AS method,
       ARRAY(SELECT coalesce(a.attname::text, '(expression)')
          FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
          LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
         ORDER BY k.place) AS columns,
       i.indnkeyatts::int AS keyed, i.indisunique AS is_unique, i.indisprimary AS is_primary, i.indisvalid AS valid,
       i.indpred IS NOT NULL AS partial, i.indisreplident AS replica_identity,
       (SELECT k.conname::text FROM pg_catalog.pg_constraint k
         WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x') LIMIT 1) AS constraint_name,
       x.relispartition AS partition,
       coalesce(pg_catalog.pg_stat_get_numscans(i.indexrelid), 0) AS scans,
       {expression pg_catalog.pg_get_indexdef(i.indexrelid)} AS definition
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  JOIN pg_catalog.pg_am m ON m.oid = x.relam
  JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE {mine}
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid, i.indexrelid
