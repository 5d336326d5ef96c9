-- What every kind of object may have: existence, comment, security labels, owner, privileges.
SELECT kind, name, parent, 'kind', kind, NULL,
       CASE WHEN kind NOT IN ('column', 'constraint', 'subscription') THEN 'DROP ' || words END
  FROM named
UNION ALL SELECT kind, name, parent, 'comment', d.description, format('COMMENT ON %s IS %L', words, d.description),
       format('COMMENT ON %s IS NULL', words)
  FROM named JOIN pg_description d ON d.classoid = classid AND d.objoid = named.objid AND d.objsubid = subid
 -- As PostgreSQL itself made it; a schema that was dropped and made again has none.
 WHERE NOT (kind = 'schema' AND name = 'public' AND d.description = 'standard public schema')
UNION ALL SELECT 'index', idx.name, relation, 'comment', d.description,
       format('COMMENT ON INDEX %s IS %L', idx.name, d.description), format('COMMENT ON INDEX %s IS NULL', idx.name)
  FROM idx JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = indexrelid WHERE of IS NOT NULL
UNION ALL SELECT kind, name, parent, 'security label ' || l.provider, l.label,
       format('SECURITY LABEL FOR %I ON %s IS %L', l.provider, words, l.label),
       format('SECURITY LABEL FOR %I ON %s IS NULL', l.provider, words)
  FROM named JOIN pg_seclabel l ON l.classoid = classid AND l.objoid = named.objid AND l.objsubid = subid
UNION ALL SELECT kind, name, parent, 'owner', pg_get_userbyid(owner),
       CASE WHEN NOT usually THEN format('ALTER %s OWNER TO %I', words, pg_get_userbyid(owner)) END,
       CASE WHEN NOT usually THEN format('ALTER %s OWNER TO CURRENT_USER', words) END
  FROM named CROSS JOIN here CROSS JOIN LATERAL (SELECT owner IN (SELECT oid FROM usual)) u (usually) WHERE owner IS NOT NULL
   -- A sequence of a column is of the table's owner always.
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE kind = 'sequence' AND d.classid = 'pg_class'::regclass
                      AND d.objid = named.objid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0)
   -- The schema public is of its creator, or of whoever owns the database.
   AND NOT (kind = 'schema' AND name = 'public'
            AND (owner IN (10, datdba, 'pg_database_owner'::regrole) OR owner IN (SELECT oid FROM usual)))
UNION ALL SELECT 'usual owner', rolname, NULL, 'kind', 'usual owner', NULL, NULL FROM usual
UNION ALL SELECT kind, name, parent, 'privileges',
       string_agg(concat_ws(' ', grantee, privilege, CASE WHEN is_grantable THEN 'WITH GRANT OPTION' END), ', '
                  ORDER BY grantee COLLATE "C", privilege COLLATE "C"),
       string_agg(format('GRANT %s%s ON %s TO %s%s', privilege, columns, target, grantee,
                  CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END), ';' || E'\n' ORDER BY grantee COLLATE "C", privilege),
       string_agg(DISTINCT format('REVOKE ALL%s ON %s FROM %s', columns, target, grantee), ';' || E'\n')
  FROM (SELECT DISTINCT n.kind, n.name, n.parent, e.is_grantable, e.privilege_type AS privilege,
               coalesce(quote_ident(r.rolname), 'PUBLIC') AS grantee,
               CASE WHEN n.kind = 'column' THEN ' (' || (SELECT quote_ident(attname) FROM pg_attribute
                         WHERE attrelid = n.objid AND attnum = n.subid) || ')' ELSE '' END AS columns,
               CASE WHEN n.kind = 'column' THEN 'TABLE ' || n.parent
                    WHEN n.kind = 'server' THEN 'FOREIGN ' || n.words
                    WHEN n.kind IN ('view', 'materialized view', 'foreign table') THEN 'TABLE ' || n.name
                    WHEN n.kind = 'function' THEN regexp_replace(n.words, '^[A-Z]+', 'ROUTINE')
                    ELSE n.words END AS target
          FROM named n CROSS JOIN here CROSS JOIN LATERAL aclexplode(coalesce(n.acl, acldefault(n.acltype, n.owner))) e
          LEFT JOIN pg_roles r ON r.oid = e.grantee
         WHERE n.acltype IS NOT NULL AND e.grantee IS DISTINCT FROM n.owner
           -- Of a column, the owner is the table's.
           AND NOT (n.kind = 'column' AND e.grantee = (SELECT relowner FROM pg_class WHERE oid = n.objid))
           -- What the role was given on what is not its own, it has on what it builds itself.
           AND NOT (r.rolname IS NOT DISTINCT FROM current_user AND coalesce(n.owner, (SELECT relowner FROM pg_class WHERE oid = n.objid)) IN (SELECT oid FROM usual))
           AND NOT (n.kind = 'schema' AND n.name = 'public' AND e.grantee <> 0
                    AND (r.rolname IS NOT DISTINCT FROM current_user OR e.grantee IN (10, datdba, 'pg_database_owner'::regrole)))) granted
 GROUP BY kind, name, parent
UNION ALL SELECT kind, name, parent, 'privileges of the owner', coalesce(has, 'none'),
       concat_ws(';' || E'\n', format('REVOKE ALL ON %s FROM %I', target, pg_get_userbyid(owner)),
                 'GRANT ' || has || format(' ON %s TO %I', target, pg_get_userbyid(owner))),
       format('GRANT ALL ON %s TO %I', target, pg_get_userbyid(owner))
  FROM named CROSS JOIN LATERAL (
       SELECT CASE WHEN kind = 'server' THEN 'FOREIGN ' || words WHEN kind = 'function' THEN regexp_replace(words, '^[A-Z]+', 'ROUTINE')
                   WHEN kind IN ('view', 'materialized view', 'foreign table') THEN 'TABLE ' || name ELSE words END) t (target)
 CROSS JOIN LATERAL (
       SELECT (SELECT string_agg(privilege_type, ', ' ORDER BY privilege_type COLLATE "C")
                 FROM aclexplode(acl) WHERE grantee = owner) AS has,
              (SELECT string_agg(privilege_type, ', ' ORDER BY privilege_type COLLATE "C")
                 FROM aclexplode(acldefault(acltype, owner)) WHERE grantee = owner) AS usually) p
 WHERE acl IS NOT NULL AND owner IS NOT NULL AND has IS DISTINCT FROM usually AND NOT (kind = 'schema' AND name = 'public')
-- Of what extensions and PostgreSQL itself bring along, the privileges that were changed.
UNION ALL SELECT kind, name, NULL, 'privileges', string_agg(concat_ws(' ', coalesce(quote_ident(r.rolname), 'PUBLIC'),
       privilege_type, CASE WHEN is_grantable THEN 'WITH GRANT OPTION' END), ', '
       ORDER BY r.rolname COLLATE "C", privilege_type COLLATE "C"),
       string_agg(format('GRANT %s ON %s %s TO %s', privilege_type, replace(upper(kind), 'PRIVILEGES ON ', ''), name,
                  coalesce(quote_ident(r.rolname), 'PUBLIC')), ';' || E'\n'),
       string_agg(format('REVOKE %s ON %s %s FROM %s', privilege_type, replace(upper(kind), 'PRIVILEGES ON ', ''), name,
                  coalesce(quote_ident(r.rolname), 'PUBLIC')), ';' || E'\n')
  FROM (SELECT 'privileges on function', p.oid::regprocedure::text, proacl, proowner, initprivs
          FROM pg_proc p LEFT JOIN pg_init_privs i ON i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid AND i.objsubid = 0
         WHERE proacl IS NOT NULL
           AND (p.oid < 16384 OR EXISTS (SELECT FROM ext WHERE classid = 'pg_proc'::regclass AND objid = p.oid))
        UNION ALL SELECT 'privileges on table', c.oid::regclass::text, relacl, relowner, initprivs
          FROM pg_class c LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
         WHERE relacl IS NOT NULL AND relnamespace <> 'information_schema'::regnamespace
           AND (c.oid < 16384 OR EXISTS (SELECT FROM ext WHERE classid = 'pg_class'::regclass AND objid = c.oid))
       ) given (kind, name, acl, owner, initial)
 CROSS JOIN LATERAL aclexplode(acl) e LEFT JOIN pg_roles r ON r.oid = e.grantee
 WHERE e.grantee <> owner AND acl IS DISTINCT FROM initial
 GROUP BY kind, name
