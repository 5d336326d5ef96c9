-- What a database keeps in addition to its objects: default privileges, and settings of its own and of roles in it.
SELECT 'default privileges', name, NULL, 'privileges',
       coalesce(string_agg(concat_ws(' ', coalesce(quote_ident(r.rolname), 'PUBLIC'), e.privilege_type,
                CASE WHEN e.is_grantable THEN 'WITH GRANT OPTION' END), ', ' ORDER BY r.rolname COLLATE "C", privilege_type), 'none'),
       -- Where the entry is for every schema, it replaces what owners and PUBLIC would have.
       concat_ws(';' || E'\n', CASE WHEN everywhere THEN format('%s REVOKE ALL ON %s FROM PUBLIC', words, kinds) END,
                 string_agg(format('%s GRANT %s ON %s TO %s%s', words, e.privilege_type, kinds,
                            coalesce(quote_ident(r.rolname), 'PUBLIC'), CASE WHEN e.is_grantable THEN ' WITH GRANT OPTION' END),
                            ';' || E'\n' ORDER BY r.rolname COLLATE "C", privilege_type)),
       concat_ws(';' || E'\n', string_agg(DISTINCT format('%s REVOKE ALL ON %s FROM %s', words, kinds,
                            coalesce(quote_ident(r.rolname), 'PUBLIC')), ';' || E'\n') FILTER (WHERE e.grantee <> defaclrole),
                 CASE WHEN everywhere THEN format('%s GRANT ALL ON %s TO %I', words, kinds, pg_get_userbyid(defaclrole)) END,
                 CASE WHEN everywhere AND kinds IN ('FUNCTIONS', 'TYPES') THEN format('%s GRANT ALL ON %s TO PUBLIC', words, kinds) END)
  FROM (SELECT d.oid, defaclacl, defaclrole, defaclnamespace = 0 AS everywhere, kinds, format('%s of %I%s', kinds, pg_get_userbyid(defaclrole), ' in ' || quote_ident(nspname)) AS name,
               format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s', pg_get_userbyid(defaclrole),
                      ' IN SCHEMA ' || quote_ident(nspname)) AS words
          FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = defaclnamespace
         CROSS JOIN LATERAL (SELECT CASE defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
               WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END) k (kinds)
         WHERE defaclnamespace = 0 OR n.oid IN (SELECT oid FROM ns)) defaults
  LEFT JOIN LATERAL aclexplode(defaclacl) e ON true LEFT JOIN pg_roles r ON r.oid = e.grantee
 GROUP BY defaults.oid, name, words, kinds, everywhere, defaclrole
UNION ALL SELECT CASE whom WHEN '' THEN 'database setting' ELSE 'role setting' END, concat(nullif(whom, '') || '.', setting),
       NULL, concat('value', CASE WHEN hide THEN ' (not shown)' END),
       CASE WHEN hide THEN encode(sha256(convert_to(concat(whom, setting, value), 'UTF8')), 'hex') ELSE value END,
       CASE WHEN NOT hide THEN format(statement, target || replace(format(' SET %s TO %s', quoted, given), '%', '%%')) END,
       format(statement, target || replace(' RESET ' || quoted, '%', '%%'))
  FROM pg_db_role_setting s CROSS JOIN here CROSS JOIN LATERAL unnest(setconfig) c (entry)
 CROSS JOIN LATERAL (SELECT split_part(entry, '=', 1), substr(entry, strpos(entry, '=') + 1)) e (setting, value)
 CROSS JOIN LATERAL (SELECT entry ~* '{secret}', CASE setrole WHEN 0 THEN '' ELSE pg_get_userbyid(setrole) END,
       (SELECT string_agg(quote_ident(part), '.') FROM unnest(string_to_array(setting, '.')) part),
       CASE WHEN lower(setting) IN ('search_path', 'temp_tablespaces', 'session_preload_libraries', 'local_preload_libraries')
            THEN coalesce((SELECT string_agg(quote_literal(coalesce(replace(part[1], '""', '"'), part[2])), ', ')
                             FROM regexp_matches(value, '"((?:[^"]|"")*)"|([^",[:space:]]+)', 'g') part), '''''')
            ELSE quote_literal(value) END) w (hide, whom, quoted, given)
 CROSS JOIN LATERAL (SELECT CASE whom WHEN '' THEN 'ALTER DATABASE %I'
            ELSE format('ALTER ROLE %s IN DATABASE %%I', replace(quote_ident(whom), '%', '%%')) END,
       -- The statement must name the database, which is another one wherever it is run.
       'DO $$ BEGIN EXECUTE format(%L, current_database()); END $$') t (target, statement)
 WHERE setdatabase = db
