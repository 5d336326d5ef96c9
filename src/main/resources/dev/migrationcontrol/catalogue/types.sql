SELECT n.nspname::text AS schema, c.typname::text AS name, c.typtype::text AS kind,
       ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = c.oid
              ORDER BY e.enumsortorder LIMIT 1000) AS labels,
       c.typnotnull OR EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.contypid = c.oid) AS checked,
       ARRAY(SELECT tn.nspname || '.' || t.relname || '.' || a.attname FROM pg_catalog.pg_depend d
          JOIN pg_catalog.pg_class t ON t.oid = d.objid AND t.relkind IN ('r', 'p', 'm')
          JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
          JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.objsubid
         WHERE d.refclassid = 'pg_catalog.pg_type'::regclass AND d.refobjid = c.oid
           AND d.classid = 'pg_catalog.pg_class'::regclass AND d.objsubid > 0
         ORDER BY 1 LIMIT 100) AS used_by
  FROM pg_catalog.pg_type c JOIN pg_catalog.pg_namespace n ON n.oid = c.typnamespace
 WHERE {mine} AND c.typtype IN ('d', 'e')
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid
