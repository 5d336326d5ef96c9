SELECT s.schemaname::text AS schema, s.sequencename::text AS name, s.data_type::text AS type, s.max_value,
       {expression s.last_value} AS last_value,
       (SELECT tn.nspname || '.' || t.relname || '.' || a.attname FROM pg_catalog.pg_depend d
          JOIN pg_catalog.pg_class t ON t.oid = d.refobjid JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
          JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
         WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
           AND d.refclassid = 'pg_catalog.pg_class'::regclass LIMIT 1) AS owned_by
  FROM pg_catalog.pg_sequences s JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
  JOIN pg_catalog.pg_class c ON c.relname = s.sequencename AND c.relnamespace = n.oid
 WHERE {mine}
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid
