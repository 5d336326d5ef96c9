SELECT c.oid::bigint AS oid, a.attname::text AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
       CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod)
            ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END AS base,
       t.typtype = 'd' AND (t.typnotnull
         OR EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid)) AS constrained_domain,
       a.attnotnull AS not_null, a.atthasdef AS has_default,
       CASE WHEN a.atthasdef THEN {expression pg_catalog.pg_get_expr(d.adbin, d.adrelid)} END AS default_value,
       a.attgenerated::text AS generated, a.attidentity::text AS identity
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE {mine} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid, a.attnum
