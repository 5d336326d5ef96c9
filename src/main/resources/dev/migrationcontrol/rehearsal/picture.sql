-- One line for every aspect of every object: kind, object, the relation that it belongs to, aspect, value.
-- Who owns an object is not part of it, nor what the role of the database itself grants on the schema public.
-- The search path must be pg_catalog, so that every name is written with its schema.
WITH asked AS (SELECT ?::text[] AS relations, ?::text[] AS schemas),
ext AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
ns AS (
    SELECT n.oid, n.nspname, n.nspowner, n.nspacl FROM pg_namespace n, asked
     WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname <> ALL (asked.schemas)
       AND NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_namespace'::regclass AND objid = n.oid)),
hidden AS (
    SELECT c.oid FROM pg_class c JOIN ns ON ns.oid = c.relnamespace, asked
     WHERE format('%s.%s', ns.nspname, c.relname) = ANY (asked.relations)),
rel AS (
    SELECT c.*, format('%I.%I', ns.nspname, c.relname) AS name,
           CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
                WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'type' END AS kind
      FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND c.oid NOT IN (SELECT oid FROM hidden)
       AND NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_class'::regclass AND objid = c.oid)
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                          AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
                          AND c.relkind = 'S' AND d.refobjid IN (SELECT oid FROM hidden))),
col AS (
    SELECT rel.oid, rel.name AS relation, rel.relowner, a.*, format('%s.%I', rel.name, a.attname) AS name,
           pg_get_expr(d.adbin, d.adrelid) AS expression
      FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = rel.oid AND d.adnum = a.attnum
     WHERE rel.relkind <> 'S'),
fn AS (
    SELECT p.*, format('%I.%I(%s)', ns.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name
      FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
     WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_proc'::regclass AND objid = p.oid)),
typ AS (
    SELECT t.*, format('%I.%I', ns.nspname, t.typname) AS name,
           CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'type' END AS kind
      FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
     WHERE t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_type'::regclass AND objid = t.oid)),
con AS (
    SELECT c.*, rel.name AS relation, format('%s.%I', coalesce(rel.name, typ.name), c.conname) AS name
      FROM pg_constraint c LEFT JOIN rel ON rel.oid = c.conrelid LEFT JOIN typ ON typ.oid = c.contypid
     WHERE c.contype IN ('c', 'f', 'p', 'u', 'x') AND (rel.oid IS NOT NULL OR typ.oid IS NOT NULL)),
idx AS (
    SELECT i.*, rel.name AS relation, format('%I.%I', ns.nspname, c.relname) AS name
      FROM pg_index i JOIN rel ON rel.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid
      JOIN ns ON ns.oid = c.relnamespace
     WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))),
trg AS (
    SELECT t.*, rel.name AS relation, format('%s.%I', rel.name, t.tgname) AS name
      FROM pg_trigger t JOIN rel ON rel.oid = t.tgrelid WHERE NOT t.tgisinternal),
acl (kind, name, parent, owner, acl) AS (
    SELECT 'schema', quote_ident(nspname), NULL, nspowner, coalesce(nspacl, acldefault('n', nspowner))
      FROM ns WHERE nspname <> 'public'
    UNION ALL SELECT kind, name, NULL, relowner,
           coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, relowner)) FROM rel
     WHERE relkind <> 'c'
    UNION ALL SELECT 'column', name, relation, relowner, attacl FROM col WHERE attacl IS NOT NULL
    UNION ALL SELECT 'function', name, NULL, proowner, coalesce(proacl, acldefault('f', proowner)) FROM fn
    UNION ALL SELECT kind, name, NULL, typowner, coalesce(typacl, acldefault('T', typowner)) FROM typ),
lines (kind, object, parent, aspect, value) AS (
    SELECT 'schema', quote_ident(nspname), NULL, 'kind', 'schema' FROM ns WHERE nspname <> 'public'
    UNION ALL SELECT 'schema', quote_ident(nspname), NULL, 'comment', obj_description(oid, 'pg_namespace')
      FROM ns WHERE nspname <> 'public'
    UNION ALL SELECT kind, name, NULL, 'kind', concat_ws(' ', kind, CASE relpersistence WHEN 'u' THEN 'unlogged' END) FROM rel
    UNION ALL SELECT kind, name, NULL, 'comment', obj_description(oid, 'pg_class') FROM rel
    UNION ALL SELECT kind, name, NULL, 'options', array_to_string(reloptions, ', ') FROM rel
    UNION ALL SELECT kind, name, NULL, 'partitioned by', pg_get_partkeydef(oid) FROM rel WHERE relkind = 'p'
    UNION ALL SELECT rel.kind, rel.name, NULL, CASE WHEN relispartition THEN 'partition of' ELSE 'inherits' END,
           string_agg(concat_ws(' ', i.inhparent::regclass, pg_get_expr(relpartbound, rel.oid)), ', ' ORDER BY inhseqno)
      FROM rel JOIN pg_inherits i ON i.inhrelid = rel.oid GROUP BY rel.kind, rel.name, relispartition
    UNION ALL SELECT kind, name, NULL, 'row security',
           concat_ws(', ', CASE WHEN relrowsecurity THEN 'enabled' END, CASE WHEN relforcerowsecurity THEN 'forced' END)
      FROM rel WHERE relrowsecurity OR relforcerowsecurity
    UNION ALL SELECT kind, name, NULL, 'replica identity', relreplident::text FROM rel
     WHERE relkind IN ('r', 'p') AND relreplident <> 'd'
    UNION ALL SELECT kind, name, NULL, 'definition', pg_get_viewdef(oid) FROM rel WHERE relkind IN ('v', 'm')
    UNION ALL SELECT rel.kind, rel.name, NULL, 'server', s.srvname || coalesce(' ' || array_to_string(f.ftoptions, ', '), '')
      FROM rel JOIN pg_foreign_table f ON f.ftrelid = rel.oid JOIN pg_foreign_server s ON s.oid = f.ftserver
    UNION ALL SELECT rel.kind, relation, NULL, 'column order', string_agg(attname, ', ' ORDER BY attnum)
      FROM col JOIN rel USING (oid) GROUP BY rel.kind, relation
    UNION ALL SELECT 'column', name, relation, 'type', format_type(atttypid, atttypmod) FROM col
    UNION ALL SELECT 'column', name, relation, 'nullability', CASE WHEN attnotnull THEN 'NOT NULL' ELSE 'NULL' END FROM col
    UNION ALL SELECT 'column', name, relation,
           CASE attgenerated WHEN '' THEN 'default' WHEN 's' THEN 'generated stored' ELSE 'generated virtual' END, expression
      FROM col
    UNION ALL SELECT 'column', name, relation, 'identity', CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END
      FROM col WHERE attidentity <> ''
    UNION ALL SELECT 'column', name, relation, 'collation', attcollation::regcollation::text FROM col
      JOIN pg_type t ON t.oid = atttypid WHERE attcollation <> 0 AND attcollation <> t.typcollation
    UNION ALL SELECT 'column', name, relation, 'comment', col_description(oid, attnum) FROM col
    UNION ALL SELECT 'constraint', name, relation, 'definition', pg_get_constraintdef(oid) FROM con
    UNION ALL SELECT 'constraint', name, relation, 'comment', obj_description(oid, 'pg_constraint') FROM con
    UNION ALL SELECT 'index', name, relation, 'definition', pg_get_indexdef(indexrelid) FROM idx
    UNION ALL SELECT 'index', name, relation, 'valid', 'no' FROM idx WHERE NOT indisvalid
    UNION ALL SELECT 'index', name, relation, 'comment', obj_description(indexrelid, 'pg_class') FROM idx
    UNION ALL SELECT 'sequence', rel.name, NULL, 'definition', format('AS %s START %s INCREMENT %s MIN %s MAX %s CACHE %s%s',
           seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, CASE WHEN seqcycle THEN ' CYCLE' END)
      FROM rel JOIN pg_sequence ON seqrelid = rel.oid
    UNION ALL SELECT 'sequence', rel.name, NULL, 'owned by', format('%s.%I', r.name, a.attname) FROM rel
      JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = rel.oid AND d.deptype IN ('a', 'i')
      JOIN rel r ON d.refclassid = 'pg_class'::regclass AND r.oid = d.refobjid
      JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.refobjsubid WHERE rel.relkind = 'S'
    UNION ALL SELECT 'function', name, NULL, 'definition', pg_get_functiondef(oid) FROM fn WHERE prokind <> 'a'
    UNION ALL SELECT 'function', name, NULL, 'aggregate', concat_ws(' ', aggtransfn, aggfinalfn, aggtranstype::regtype,
           aggcombinefn, agginitval) FROM fn JOIN pg_aggregate ON aggfnoid = oid
    UNION ALL SELECT 'function', name, NULL, 'comment', obj_description(oid, 'pg_proc') FROM fn
    UNION ALL SELECT 'trigger', name, relation, 'definition', pg_get_triggerdef(oid) FROM trg
    UNION ALL SELECT 'trigger', name, relation, 'enabled', tgenabled::text FROM trg WHERE tgenabled <> 'O'
    UNION ALL SELECT 'trigger', name, relation, 'comment', obj_description(oid, 'pg_trigger') FROM trg
    UNION ALL SELECT 'rule', format('%s.%I', rel.name, r.rulename), rel.name, 'definition', pg_get_ruledef(r.oid)
      FROM pg_rewrite r JOIN rel ON rel.oid = r.ev_class WHERE r.rulename <> '_RETURN'
    UNION ALL SELECT 'policy', format('%s.%I', rel.name, polname), rel.name, 'definition',
           concat_ws(' ', CASE WHEN polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, 'FOR', polcmd, 'TO',
                     (SELECT string_agg(coalesce(r.rolname, 'PUBLIC'), ', ' ORDER BY r.rolname)
                        FROM unnest(polroles) u (o) LEFT JOIN pg_roles r ON r.oid = u.o),
                     'USING', pg_get_expr(polqual, polrelid), 'CHECK', pg_get_expr(polwithcheck, polrelid))
      FROM pg_policy JOIN rel ON rel.oid = polrelid
    UNION ALL SELECT kind, name, NULL, 'kind', kind FROM typ
    UNION ALL SELECT kind, name, NULL, 'comment', obj_description(oid, 'pg_type') FROM typ
    UNION ALL SELECT kind, name, NULL, 'labels', string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
      FROM typ JOIN pg_enum ON enumtypid = typ.oid GROUP BY kind, name
    UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', format_type(typbasetype, typtypmod),
           CASE WHEN typnotnull THEN 'NOT NULL' END, 'DEFAULT ' || typdefault) FROM typ WHERE typtype = 'd'
    UNION ALL SELECT kind, name, NULL, 'subtype', rngsubtype::regtype::text FROM typ JOIN pg_range ON rngtypid = typ.oid
    UNION ALL SELECT 'extension', quote_ident(extname), NULL, 'schema', extnamespace::regnamespace::text FROM pg_extension
    UNION ALL SELECT 'extension', quote_ident(extname), NULL, 'version', extversion FROM pg_extension
    UNION ALL SELECT 'statistics', stxname::text, NULL, 'definition', pg_get_statisticsobjdef(s.oid)
      FROM pg_statistic_ext s JOIN rel ON rel.oid = s.stxrelid
    UNION ALL SELECT 'event trigger', quote_ident(evtname), NULL, 'definition',
           concat_ws(' ', evtevent, evtfoid::regproc, array_to_string(evttags, ', '), evtenabled) FROM pg_event_trigger e
     WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_event_trigger'::regclass AND objid = e.oid)
    UNION ALL SELECT 'server', quote_ident(srvname), NULL, 'definition', concat_ws(' ', fdwname, srvtype, srvversion)
      FROM pg_foreign_server JOIN pg_foreign_data_wrapper w ON w.oid = srvfdw
    UNION ALL SELECT 'publication', quote_ident(p.pubname), NULL, 'definition', concat_ws(' ', puballtables, pubinsert,
           pubupdate, pubdelete, pubtruncate, (SELECT string_agg(format('%I.%I', schemaname, tablename), ', '
           ORDER BY schemaname, tablename) FROM pg_publication_tables t WHERE t.pubname = p.pubname)) FROM pg_publication p
    UNION ALL SELECT 'cast', format('%s AS %s', castsource::regtype, casttarget::regtype), NULL, 'definition',
           concat_ws(' ', castfunc::regprocedure, castcontext, castmethod) FROM pg_cast c
     WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_cast'::regclass AND objid = c.oid)
    UNION ALL SELECT 'operator', o.oid::regoperator::text, NULL, 'definition', concat_ws(' ', oprcode, oprrest, oprjoin)
      FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace
     WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_operator'::regclass AND objid = o.oid)
    UNION ALL SELECT 'collation', format('%I.%I', nspname, collname), NULL, 'definition', concat_ws(' ', collprovider,
           collcollate, collctype, collisdeterministic) FROM pg_collation c JOIN ns ON ns.oid = c.collnamespace
    UNION ALL SELECT 'text search configuration', format('%I.%I', nspname, cfgname), NULL, 'definition',
           (SELECT string_agg(concat_ws(' ', maptokentype, mapseqno, mapdict::regdictionary), ', '
                   ORDER BY maptokentype, mapseqno) FROM pg_ts_config_map WHERE mapcfg = c.oid)
      FROM pg_ts_config c JOIN ns ON ns.oid = c.cfgnamespace
    UNION ALL SELECT 'default privileges', concat_ws(' ', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype),
           NULL, 'privileges', array_to_string(ARRAY(SELECT a::text FROM unnest(defaclacl) a ORDER BY 1), ', ')
      FROM pg_default_acl
    UNION ALL SELECT acl.kind, acl.name, acl.parent, 'privileges',
           string_agg(concat_ws(' ', coalesce(r.rolname, 'PUBLIC'), e.privilege_type,
                      CASE WHEN e.is_grantable THEN 'WITH GRANT OPTION' END), ', '
                      ORDER BY r.rolname COLLATE "C", e.privilege_type COLLATE "C")
      FROM acl CROSS JOIN LATERAL aclexplode(acl.acl) e LEFT JOIN pg_roles r ON r.oid = e.grantee
     WHERE e.grantee <> acl.owner GROUP BY acl.kind, acl.name, acl.parent)
