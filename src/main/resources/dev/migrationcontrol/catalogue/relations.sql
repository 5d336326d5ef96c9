SELECT c.oid::bigint AS oid, n.nspname::text AS schema, c.relname::text AS name, c.relkind::text AS kind,
       pg_catalog.pg_get_userbyid(c.relowner)::text AS owner, pg_catalog.pg_has_role(c.relowner, 'USAGE') AS owned,
       c.reltuples::bigint AS rows, c.relpages::bigint AS pages, c.relpersistence = 'u' AS unlogged,
       c.relrowsecurity AS row_security, c.relreplident::text AS replica_identity,
       (SELECT pn.nspname || '.' || p.relname FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
          JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
         WHERE i.inhrelid = c.oid ORDER BY i.inhseqno LIMIT 1) AS parent,
       CASE WHEN c.relispartition THEN {expression pg_catalog.pg_get_expr(c.relpartbound, c.oid)} END AS bound,
       ARRAY(SELECT DISTINCT coalesce(g.rolname::text, 'public') FROM pg_catalog.aclexplode(c.relacl) a
          LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantee
         WHERE a.grantee <> c.relowner ORDER BY 1) AS grantees,
       coalesce(pg_catalog.pg_stat_get_numscans(c.oid), 0) AS scans,
       coalesce(pg_catalog.pg_stat_get_tuples_returned(c.oid), 0) AS rows_scanned,
       coalesce(pg_catalog.pg_stat_get_tuples_fetched(c.oid), 0) AS rows_fetched,
       coalesce(pg_catalog.pg_stat_get_tuples_inserted(c.oid), 0) AS inserts,
       coalesce(pg_catalog.pg_stat_get_tuples_updated(c.oid), 0) AS updates,
       coalesce(pg_catalog.pg_stat_get_tuples_deleted(c.oid), 0) AS deletes,
       coalesce(pg_catalog.pg_stat_get_live_tuples(c.oid), 0) AS live_rows
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE {mine} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid
