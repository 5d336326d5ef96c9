SELECT n.nspname::text AS schema, c.proname::text AS name,
       pg_catalog.pg_get_function_identity_arguments(c.oid) AS arguments, l.lanname::text AS language,
       c.provolatile::text AS volatility, c.prosecdef AS security_definer, c.proconfig AS settings,
       CASE WHEN e.objid IS NULL AND l.lanname NOT IN ('c', 'internal') THEN left(c.prosrc, 100000) ELSE '' END AS body
  FROM pg_catalog.pg_proc c JOIN pg_catalog.pg_namespace n ON n.oid = c.pronamespace
  JOIN pg_catalog.pg_language l ON l.oid = c.prolang
  LEFT JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = c.oid AND e.deptype = 'e'
 WHERE {mine} AND c.prokind IN ('f', 'p', 'w')
 ORDER BY e.objid IS NOT NULL, NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid
