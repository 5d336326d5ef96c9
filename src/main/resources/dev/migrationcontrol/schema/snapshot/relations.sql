-- Tables, views, sequences, their columns, indexes and constraints.
SELECT kind, name, NULL, 'persistence', 'unlogged', format('ALTER TABLE %s SET UNLOGGED', name),
       format('ALTER TABLE %s SET LOGGED', name) FROM rel WHERE relpersistence = 'u'
UNION ALL SELECT kind, name, NULL, 'options', array_to_string(reloptions, ', '), NULL, NULL FROM rel
UNION ALL SELECT rel.kind, rel.name, NULL, 'toast options', array_to_string(t.reloptions, ', '), NULL, NULL
  FROM rel JOIN pg_class t ON t.oid = rel.reltoastrelid
UNION ALL SELECT rel.kind, rel.name, NULL, 'access method', amname, NULL, NULL FROM rel JOIN pg_am a ON a.oid = relam
UNION ALL SELECT rel.kind, rel.name, NULL, 'tablespace', spcname, format('ALTER TABLE %s SET TABLESPACE %I', rel.name, spcname),
       format('ALTER TABLE %s SET TABLESPACE pg_default', rel.name) FROM rel JOIN pg_tablespace s ON s.oid = reltablespace
UNION ALL SELECT kind, name, NULL, 'of type', reloftype::regtype::text, NULL, NULL FROM rel WHERE reloftype <> 0
UNION ALL SELECT kind, name, NULL, 'partitioned by', pg_get_partkeydef(oid), NULL, NULL FROM rel WHERE relkind = 'p'
UNION ALL SELECT rel.kind, rel.name, NULL, CASE WHEN relispartition THEN 'partition of' ELSE 'inherits' END,
       string_agg(concat_ws(' ', i.inhparent::regclass, pg_get_expr(relpartbound, rel.oid)), ', ' ORDER BY inhseqno), NULL, NULL
  FROM rel JOIN pg_inherits i ON i.inhrelid = rel.oid GROUP BY rel.kind, rel.name, relispartition
UNION ALL SELECT kind, name, NULL, 'row security',
       concat_ws(', ', CASE WHEN relrowsecurity THEN 'enabled' END, CASE WHEN relforcerowsecurity THEN 'forced' END), NULL, NULL
  FROM rel WHERE relrowsecurity OR relforcerowsecurity
UNION ALL SELECT kind, rel.name, NULL, 'replica identity', CASE relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
       ELSE 'USING INDEX ' || i.name END,
       format('ALTER TABLE %s REPLICA IDENTITY %s', rel.name, CASE relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
       ELSE 'USING INDEX ' || (SELECT quote_ident(relname) FROM pg_class WHERE oid = i.indexrelid) END),
       format('ALTER TABLE %s REPLICA IDENTITY DEFAULT', rel.name)
  FROM rel LEFT JOIN idx i ON i.indrelid = rel.oid AND i.indisreplident
 WHERE relkind IN ('r', 'p') AND relreplident <> 'd'
UNION ALL SELECT kind, rel.name, NULL, 'clustered on', i.name, format('ALTER TABLE %s CLUSTER ON %I', rel.name,
       (SELECT relname FROM pg_class WHERE oid = i.indexrelid)), format('ALTER TABLE %s SET WITHOUT CLUSTER', rel.name)
  FROM rel JOIN idx i ON i.indrelid = rel.oid AND i.indisclustered
UNION ALL SELECT kind, name, NULL, 'definition', pg_get_viewdef(oid), NULL, NULL FROM rel WHERE relkind IN ('v', 'm')
UNION ALL SELECT kind, name, NULL, 'column order', string_agg(attname, ', ' ORDER BY attnum), NULL, NULL
  FROM (SELECT rel.kind, rel.name, attname, attnum FROM col JOIN rel ON rel.oid = attrelid) ordered GROUP BY kind, name
UNION ALL SELECT 'column', name, relation, 'type', format_type(atttypid, atttypmod), NULL, NULL FROM col
UNION ALL SELECT 'column', col.name, relation, 'nullability', CASE WHEN attnotnull THEN concat_ws(' ', 'NOT NULL',
       CASE WHEN NOT convalidated THEN 'NOT VALID' END, CASE WHEN connoinherit THEN 'NO INHERIT' END) ELSE 'NULL' END, NULL, NULL
  FROM col LEFT JOIN pg_constraint n ON n.conrelid = attrelid AND n.contype = 'n' AND n.conkey[1] = attnum
UNION ALL SELECT 'column', name, relation,
       CASE attgenerated WHEN '' THEN 'default' WHEN 's' THEN 'generated stored' ELSE 'generated virtual' END, expression,
       NULL, NULL FROM col
UNION ALL SELECT 'column', name, relation, 'identity', CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, NULL, NULL
  FROM col WHERE attidentity <> ''
UNION ALL SELECT 'column', name, relation, 'collation', attcollation::regcollation::text,
       format('ALTER TABLE %s ALTER %I TYPE %s COLLATE %s', relation, attname, format_type(atttypid, atttypmod),
              attcollation::regcollation),
       format('ALTER TABLE %s ALTER %I TYPE %s COLLATE %s', relation, attname, format_type(atttypid, atttypmod),
              t.typcollation::regcollation) FROM col
  JOIN pg_type t ON t.oid = atttypid WHERE attcollation <> 0 AND attcollation <> t.typcollation
UNION ALL SELECT 'column', name, relation, 'storage', words,
       format('ALTER TABLE %s ALTER %I SET STORAGE %s', relation, attname, words),
       format('ALTER TABLE %s ALTER %I SET STORAGE %s', relation, attname, plain) FROM col
  JOIN pg_type t ON t.oid = atttypid
  CROSS JOIN LATERAL (SELECT '{"p": "PLAIN", "e": "EXTERNAL", "x": "EXTENDED", "m": "MAIN"}'::jsonb) s (storages)
  CROSS JOIN LATERAL (SELECT storages->>attstorage::text, storages->>t.typstorage::text) w (words, plain)
 WHERE attstorage <> t.typstorage
UNION ALL SELECT 'column', name, relation, 'compression', CASE attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END, NULL, NULL
  FROM col WHERE attcompression <> ''
UNION ALL SELECT 'column', name, relation, 'statistics target', nullif(attstattarget, -1)::text, NULL, NULL FROM col
UNION ALL SELECT 'column', name, relation, 'options', array_to_string(attoptions, ', '), NULL, NULL FROM col
UNION ALL SELECT 'constraint', name, parent, 'definition', pg_get_constraintdef(oid),
       format('ALTER %s ADD CONSTRAINT %I %s', what, conname, pg_get_constraintdef(oid)),
       format('ALTER %s DROP CONSTRAINT %I', what, conname)
  FROM con CROSS JOIN LATERAL (SELECT CASE WHEN relation IS NULL THEN 'DOMAIN ' ELSE 'TABLE ' END || parent) w (what)
UNION ALL SELECT 'constraint', con.name, con.relation, 'index options', array_to_string(i.reloptions, ', '), NULL, NULL
  FROM con JOIN idx i ON i.indexrelid = conindid WHERE contype IN ('p', 'u', 'x')
UNION ALL SELECT 'constraint', con.name, con.relation, 'index tablespace', spcname, NULL, NULL
  FROM con JOIN idx i ON i.indexrelid = conindid JOIN pg_tablespace s ON s.oid = i.reltablespace WHERE contype IN ('p', 'u', 'x')
UNION ALL SELECT 'constraint', con.name, con.relation, 'index valid', 'no', NULL, NULL
  FROM con JOIN idx i ON i.indexrelid = conindid WHERE contype IN ('p', 'u', 'x') AND NOT (indisvalid AND indisready)
-- A foreign key of which the triggers were disabled is not checked.
UNION ALL SELECT 'constraint', con.name, con.relation, 'checked', 'no: its triggers are disabled',
       NULL, NULL
  FROM con WHERE EXISTS (SELECT FROM pg_trigger t WHERE t.tgconstraint = con.oid AND t.tgisinternal AND t.tgenabled NOT IN ('O', 'A'))
UNION ALL SELECT 'index', name, relation, 'definition', pg_get_indexdef(indexrelid), pg_get_indexdef(indexrelid),
       'DROP INDEX ' || name FROM idx WHERE of IS NULL
UNION ALL SELECT 'index', name, relation, 'valid', 'no', NULL, format('REINDEX INDEX %s', name)
  FROM idx WHERE of IS NULL AND NOT (indisvalid AND indisready AND indislive)
UNION ALL SELECT 'index', name, relation, 'tablespace', spcname, format('ALTER INDEX %s SET TABLESPACE %I', name, spcname),
       format('ALTER INDEX %s SET TABLESPACE pg_default', name)
  FROM idx JOIN pg_tablespace s ON s.oid = reltablespace WHERE of IS NULL
UNION ALL SELECT 'index', name, relation, 'statistics targets', string_agg(concat_ws(' ', a.attnum, target), ', ' ORDER BY attnum),
       string_agg(format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', name, a.attnum, target), ';' || E'\n'),
       string_agg(format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS -1', name, a.attnum), ';' || E'\n')
  FROM idx JOIN pg_attribute a ON a.attrelid = indexrelid CROSS JOIN LATERAL (SELECT a.attstattarget) t (target)
 WHERE of IS NULL AND target <> -1 GROUP BY name, relation
UNION ALL SELECT 'sequence', rel.name, NULL, 'definition', format('AS %s START %s INCREMENT %s MIN %s MAX %s CACHE %s%s',
       seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, CASE WHEN seqcycle THEN ' CYCLE' END), NULL, NULL
  FROM rel JOIN pg_sequence ON seqrelid = rel.oid
UNION ALL SELECT 'sequence', rel.name, NULL, 'owned by', format('%s.%I', r.name, a.attname), NULL, NULL FROM rel
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = rel.oid AND d.deptype IN ('a', 'i')
  JOIN rel r ON d.refclassid = 'pg_class'::regclass AND r.oid = d.refobjid
  JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.refobjsubid WHERE rel.relkind = 'S'
UNION ALL SELECT 'trigger', name, relation, 'definition', pg_get_triggerdef(oid), pg_get_triggerdef(oid),
       format('DROP TRIGGER %I ON %s', tgname, relation) FROM trg
UNION ALL SELECT 'trigger', name, relation, 'enabled', CASE tgenabled WHEN 'D' THEN 'no' WHEN 'R' THEN 'on replicas only'
       ELSE 'always' END,
       format('ALTER TABLE %s %s TRIGGER %I', relation, CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
       ELSE 'ENABLE ALWAYS' END, tgname), format('ALTER TABLE %s ENABLE TRIGGER %I', relation, tgname)
  FROM trg WHERE tgenabled <> 'O'
UNION ALL SELECT 'rule', format('%s.%I', rel.name, rulename), rel.name, 'definition', pg_get_ruledef(r.oid), pg_get_ruledef(r.oid),
       format('DROP RULE %I ON %s', rulename, rel.name)
  FROM pg_rewrite r JOIN rel ON rel.oid = ev_class WHERE rulename <> '_RETURN'
UNION ALL SELECT 'rule', format('%s.%I', rel.name, rulename), rel.name, 'enabled', CASE ev_enabled WHEN 'D' THEN 'no'
       WHEN 'R' THEN 'on replicas only' ELSE 'always' END,
       format('ALTER TABLE %s %s RULE %I', rel.name, CASE ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
       ELSE 'ENABLE ALWAYS' END, rulename), format('ALTER TABLE %s ENABLE RULE %I', rel.name, rulename)
  FROM pg_rewrite r JOIN rel ON rel.oid = ev_class WHERE rulename <> '_RETURN' AND ev_enabled <> 'O'
UNION ALL SELECT 'policy', format('%s.%I', rel.name, polname), rel.name, 'definition',
       concat_ws(' ', CASE WHEN polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, 'FOR', polcmd, 'TO',
                 (SELECT string_agg(coalesce(r.rolname, 'PUBLIC'), ', ' ORDER BY r.rolname)
                    FROM unnest(polroles) u (o) LEFT JOIN pg_roles r ON r.oid = u.o),
                 'USING', pg_get_expr(polqual, polrelid), 'CHECK', pg_get_expr(polwithcheck, polrelid)), NULL, NULL
  FROM pg_policy JOIN rel ON rel.oid = polrelid
UNION ALL SELECT 'statistics', format('%s.%I', stxnamespace::regnamespace, stxname), rel.name, 'definition',
       pg_get_statisticsobjdef(s.oid), pg_get_statisticsobjdef(s.oid),
       format('DROP STATISTICS %s.%I', stxnamespace::regnamespace, stxname) FROM pg_statistic_ext s JOIN rel ON rel.oid = stxrelid
UNION ALL SELECT 'statistics', format('%s.%I', stxnamespace::regnamespace, stxname), rel.name, 'target',
       nullif(stxstattarget, -1)::text,
       format('ALTER STATISTICS %s.%I SET STATISTICS %s', stxnamespace::regnamespace, stxname, stxstattarget),
       format('ALTER STATISTICS %s.%I SET STATISTICS -1', stxnamespace::regnamespace, stxname)
  FROM pg_statistic_ext s JOIN rel ON rel.oid = stxrelid
