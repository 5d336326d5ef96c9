SELECT DISTINCT d.refobjid::bigint AS oid,
       CASE WHEN r.oid IS NOT NULL AND v.relkind = 'm' THEN 'materialized view'
            WHEN r.oid IS NOT NULL AND v.relkind = 'v' THEN 'view'
            WHEN r.oid IS NOT NULL THEN 'rule' WHEN p.oid IS NOT NULL THEN 'policy'
            WHEN f.oid IS NOT NULL THEN 'function' ELSE 'generated column' END AS kind,
       CASE WHEN r.oid IS NOT NULL AND v.relkind IN ('v', 'm') THEN vn.nspname || '.' || v.relname
            WHEN r.oid IS NOT NULL THEN r.rulename::text WHEN p.oid IS NOT NULL THEN p.polname::text
            WHEN f.oid IS NOT NULL THEN f.proname::text ELSE ga.attname::text END AS name,
       (SELECT a.attname::text FROM pg_catalog.pg_attribute a
         WHERE a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0) AS column_name
  FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_class c ON c.oid = d.refobjid AND d.refclassid = 'pg_catalog.pg_class'::regclass
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
   AND (r.ev_class <> d.refobjid OR r.rulename <> '_RETURN')
  LEFT JOIN pg_catalog.pg_class v ON v.oid = r.ev_class
  LEFT JOIN pg_catalog.pg_namespace vn ON vn.oid = v.relnamespace
  LEFT JOIN pg_catalog.pg_policy p ON d.classid = 'pg_catalog.pg_policy'::regclass AND p.oid = d.objid AND d.refobjsubid > 0
  LEFT JOIN pg_catalog.pg_proc f ON d.classid = 'pg_catalog.pg_proc'::regclass AND f.oid = d.objid
  LEFT JOIN pg_catalog.pg_attrdef g ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND g.oid = d.objid
   AND d.refobjid = g.adrelid AND d.refobjsubid <> g.adnum
  LEFT JOIN pg_catalog.pg_attribute ga ON ga.attrelid = g.adrelid AND ga.attnum = g.adnum AND ga.attgenerated <> ''
 WHERE {mine} AND coalesce(r.oid, p.oid, f.oid, CASE WHEN ga.attname IS NOT NULL THEN g.oid END) IS NOT NULL
