-- Foreign data, replication, event triggers.
SELECT kind, name, NULL, 'definition', concat_ws(' ', nullif(fdwhandler, 0)::regproc, nullif(fdwvalidator, 0)::regproc), NULL, NULL
  FROM obj JOIN pg_foreign_data_wrapper w ON classid = 'pg_foreign_data_wrapper'::regclass AND objid = w.oid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', fdwname, 'TYPE ' || srvtype, 'VERSION ' || srvversion), NULL, NULL
  FROM obj JOIN pg_foreign_server s ON classid = 'pg_foreign_server'::regclass AND objid = s.oid
  JOIN pg_foreign_data_wrapper w ON w.oid = srvfdw
UNION ALL SELECT rel.kind, rel.name, NULL, 'server', quote_ident(srvname), NULL, NULL
  FROM rel JOIN pg_foreign_table f ON f.ftrelid = rel.oid JOIN pg_foreign_server s ON s.oid = f.ftserver
UNION ALL SELECT 'user mapping', format('%I on %I', usename, srvname), NULL, 'kind', 'user mapping',
       format('CREATE USER MAPPING FOR %s SERVER %I', whom, srvname), format('DROP USER MAPPING FOR %s SERVER %I', whom, srvname)
  FROM pg_user_mappings, LATERAL (SELECT CASE umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(usename) END) w (whom)
-- The view shows the options to whom may use them: a mapping's own role, the owner of a server, superusers.
UNION ALL SELECT 'user mapping', format('%I on %I', usename, s.srvname), NULL, 'options', 'not readable', NULL, NULL
  FROM pg_user_mappings m JOIN pg_foreign_server s ON s.oid = m.srvid
 WHERE NOT ((umuser <> 0 AND usename = current_user
             AND (pg_has_role(srvowner, 'USAGE') OR has_server_privilege(srvid, 'USAGE')))
         OR (umuser = 0 AND pg_has_role(srvowner, 'USAGE'))
         OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))
UNION ALL SELECT kind, name, parent, concat('option ', option_name, CASE WHEN hide THEN ' (not shown)' END),
       CASE WHEN hide THEN encode(sha256(convert_to(concat(option_name, name, option_value), 'UTF8')), 'hex') ELSE option_value END,
       CASE WHEN NOT hide AND mapping IS NOT NULL THEN format('ALTER %s OPTIONS (ADD %I %L)', mapping, option_name, option_value) END,
       CASE WHEN mapping IS NOT NULL THEN format('ALTER %s OPTIONS (DROP %I)', mapping, option_name) END
  FROM (SELECT kind, name, parent, fdwoptions, NULL FROM obj
          JOIN pg_foreign_data_wrapper w ON classid = 'pg_foreign_data_wrapper'::regclass AND objid = w.oid
        UNION ALL SELECT kind, name, parent, srvoptions, NULL FROM obj
          JOIN pg_foreign_server s ON classid = 'pg_foreign_server'::regclass AND objid = s.oid
        UNION ALL SELECT 'user mapping', format('%I on %I', usename, srvname), NULL, umoptions, format('USER MAPPING FOR %s SERVER %I',
               CASE umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(usename) END, srvname) FROM pg_user_mappings
        UNION ALL SELECT kind, name, NULL, ftoptions, NULL FROM rel JOIN pg_foreign_table ON ftrelid = rel.oid
        UNION ALL SELECT 'column', name, relation, attfdwoptions, NULL FROM col) o (kind, name, parent, options, mapping)
 CROSS JOIN LATERAL pg_options_to_table(options)
 CROSS JOIN LATERAL (SELECT option_name || '=' || option_value ~* '{secret}') s (hide)
UNION ALL SELECT kind, obj.name, NULL, 'all tables', CASE WHEN puballtables THEN 'yes' ELSE 'no' END,
       format('CREATE PUBLICATION %s%s', obj.name, CASE WHEN puballtables THEN ' FOR ALL TABLES' END), 'DROP PUBLICATION ' || obj.name
  FROM obj JOIN pg_publication p ON classid = 'pg_publication'::regclass AND objid = p.oid
UNION ALL SELECT kind, name, NULL, 'definition', definition, format('ALTER PUBLICATION %s SET (%s)', name, definition), NULL
  FROM (SELECT kind, name, concat_ws(', ', format('publish = %L', concat_ws(', ',
               CASE WHEN pubinsert THEN 'insert' END, CASE WHEN pubupdate THEN 'update' END, CASE WHEN pubdelete THEN 'delete' END,
               CASE WHEN pubtruncate THEN 'truncate' END)), 'publish_via_partition_root = ' || pubviaroot,
               'publish_generated_columns = ' || CASE to_jsonb(p)->>'pubgencols' WHEN 's' THEN 'stored' WHEN 'n' THEN 'none' END)
               AS definition
          FROM obj JOIN pg_publication p ON classid = 'pg_publication'::regclass AND objid = p.oid) publications
UNION ALL SELECT kind, name, NULL, 'table ' || relation, coalesce(nullif(what, ''), 'whole'),
       format('ALTER PUBLICATION %s ADD TABLE %s %s', name, relation, what),
       format('ALTER PUBLICATION %s DROP TABLE %s', name, relation)
  FROM (SELECT obj.kind, obj.name, rel.name AS relation, concat_ws(' ',
               '(' || (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                        WHERE attrelid = rel.oid AND attnum = ANY (prattrs)) || ')',
               'WHERE (' || pg_get_expr(prqual, prrelid) || ')') AS what
          FROM obj JOIN pg_publication_rel r ON classid = 'pg_publication'::regclass AND objid = prpubid
          JOIN rel ON rel.oid = prrelid) tables
UNION ALL SELECT kind, obj.name, NULL, 'schema ' || quote_ident(nspname), 'whole',
       format('ALTER PUBLICATION %s ADD TABLES IN SCHEMA %I', obj.name, nspname),
       format('ALTER PUBLICATION %s DROP TABLES IN SCHEMA %I', obj.name, nspname)
  FROM obj JOIN pg_publication_namespace n ON classid = 'pg_publication'::regclass AND objid = pnpubid JOIN ns ON ns.oid = pnnspid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(', ', CASE WHEN subenabled THEN 'enabled' ELSE 'disabled' END,
       'publications ' || (SELECT string_agg(quote_ident(p), ', ' ORDER BY p) FROM unnest(subpublications) p),
       'slot ' || subslotname, 'synchronous_commit ' || subsynccommit, 'binary ' || subbinary, 'streaming ' || substream::text,
       'two-phase ' || subtwophasestate::text, 'disable_on_error ' || subdisableonerr), NULL, NULL
  FROM obj JOIN pg_subscription s ON classid = 'pg_subscription'::regclass AND objid = s.oid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', evtevent, evtfoid::regproc,
       (SELECT string_agg(t, ', ' ORDER BY t) FROM unnest(evttags) t)), NULL, NULL
  FROM obj JOIN pg_event_trigger e ON classid = 'pg_event_trigger'::regclass AND objid = e.oid
UNION ALL SELECT kind, name, NULL, 'enabled', CASE evtenabled WHEN 'D' THEN 'no' WHEN 'R' THEN 'on replicas only'
       ELSE 'always' END,
       format('ALTER EVENT TRIGGER %s %s', name, CASE evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
       ELSE 'ENABLE ALWAYS' END), format('ALTER EVENT TRIGGER %s ENABLE', name)
  FROM obj JOIN pg_event_trigger e ON classid = 'pg_event_trigger'::regclass AND objid = e.oid WHERE evtenabled <> 'O'
