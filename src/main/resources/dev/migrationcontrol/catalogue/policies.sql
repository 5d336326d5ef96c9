SELECT p.polrelid::bigint AS oid, p.polname::text AS name, p.polpermissive AS permissive,
       CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
            ELSE 'ALL' END AS command,
       ARRAY(SELECT coalesce(r.rolname::text, 'public') FROM unnest(p.polroles) AS u (role)
          LEFT JOIN pg_catalog.pg_roles r ON r.oid = u.role) AS roles
  FROM pg_catalog.pg_policy p
  JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE {mine}
 ORDER BY NOT n.nspname = ANY (pg_catalog.current_schemas(false)), c.oid, p.oid
