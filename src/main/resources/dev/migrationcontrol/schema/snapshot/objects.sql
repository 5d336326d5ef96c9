-- What there is: every object with its kind, its name, the relation that it belongs to, and where the catalogue has it.
-- The search path must be pg_catalog, so that every name is written with its schema.
WITH asked AS (SELECT ?::text[] AS relations, ?::text[] AS schemas),
here AS (SELECT oid AS db, datdba, datname, starts_with(datname, 'mc_scratch_') AS scratch
           FROM pg_database WHERE datname = current_database()),
ext AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
-- What a range type brings along.
made AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'i' AND refclassid = 'pg_type'::regclass
            AND classid IN ('pg_proc'::regclass, 'pg_cast'::regclass)),
ns AS (
    SELECT n.oid, n.nspname, n.nspowner, n.nspacl FROM pg_namespace n, asked
     WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname <> ALL (asked.schemas)
       AND n.nspname <> 'migration_control_drift'
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
       AND NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_type'::regclass AND objid = c.reltype AND c.relkind = 'c')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                          AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
                          AND c.relkind = 'S' AND d.refobjid IN (SELECT oid FROM hidden))),
col AS (
    SELECT rel.oid, rel.name AS relation, a.*, format('%s.%I', rel.name, a.attname) AS name,
           pg_get_expr(d.adbin, d.adrelid) AS expression
      FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = rel.oid AND d.adnum = a.attnum
     WHERE rel.relkind <> 'S'),
fn AS (
    SELECT p.*, format('%I.%I(%s)', ns.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name
      FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
     WHERE NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_proc'::regclass AND objid = p.oid)
       AND NOT EXISTS (SELECT FROM made WHERE classid = 'pg_proc'::regclass AND objid = p.oid)),
typ AS (
    SELECT t.*, format('%I.%I', ns.nspname, t.typname) AS name,
           CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'type' END AS kind
      FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
     WHERE (t.typtype IN ('e', 'd', 'r', 'p')
            OR t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid))
       AND NOT EXISTS (SELECT FROM ext WHERE classid = 'pg_type'::regclass AND objid = t.oid)),
con AS (
    SELECT c.*, rel.name AS relation, coalesce(rel.name, typ.name) AS parent,
           format('%s.%I', coalesce(rel.name, typ.name), c.conname) AS name
      FROM pg_constraint c LEFT JOIN rel ON rel.oid = c.conrelid LEFT JOIN typ ON typ.oid = c.contypid
     WHERE c.contype IN ('c', 'f', 'p', 'u', 'x') AND (rel.oid IS NOT NULL OR typ.oid IS NOT NULL)),
idx AS (
    SELECT i.*, c.reltablespace, c.reloptions, rel.name AS relation, format('%I.%I', ns.nspname, c.relname) AS name,
           k.conname AS of
      FROM pg_index i JOIN rel ON rel.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid
      JOIN ns ON ns.oid = c.relnamespace
      LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')),
trg AS (
    SELECT t.*, rel.name AS relation, format('%s.%I', rel.name, t.tgname) AS name
      FROM pg_trigger t JOIN rel ON rel.oid = t.tgrelid WHERE NOT t.tgisinternal),
every (kind, name, parent, classid, objid, subid, owner, acl, acltype) AS (
    SELECT 'schema', quote_ident(nspname), NULL, 'pg_namespace'::regclass, oid, 0, nspowner, nspacl, 'n'::"char" FROM ns
    UNION ALL SELECT kind, name, NULL, 'pg_class'::regclass, oid, 0, relowner, relacl,
           CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END FROM rel WHERE relkind <> 'c'
    UNION ALL SELECT kind, name, NULL, 'pg_type'::regclass, t.oid, 0, typowner, typacl, 'T'
      FROM rel JOIN pg_type t ON t.oid = rel.reltype WHERE relkind = 'c'
    UNION ALL SELECT 'column', col.name, relation, 'pg_class'::regclass, attrelid, attnum, NULL, attacl, 'c' FROM col
    UNION ALL SELECT 'function', name, NULL, 'pg_proc'::regclass, oid, 0, proowner, proacl, 'f' FROM fn
    UNION ALL SELECT kind, name, NULL, 'pg_type'::regclass, oid, 0, typowner, typacl, 'T' FROM typ
    UNION ALL SELECT 'constraint', name, parent, 'pg_constraint'::regclass, oid, 0, NULL, NULL, NULL FROM con
    UNION ALL SELECT 'index', name, relation, 'pg_class'::regclass, indexrelid, 0, NULL, NULL, NULL FROM idx WHERE of IS NULL
    UNION ALL SELECT 'trigger', name, relation, 'pg_trigger'::regclass, oid, 0, NULL, NULL, NULL FROM trg
    UNION ALL SELECT 'rule', format('%s.%I', rel.name, rulename), rel.name, 'pg_rewrite'::regclass, r.oid, 0, NULL, NULL, NULL
      FROM pg_rewrite r JOIN rel ON rel.oid = r.ev_class WHERE rulename <> '_RETURN'
    UNION ALL SELECT 'policy', format('%s.%I', rel.name, polname), rel.name, 'pg_policy'::regclass, p.oid, 0, NULL, NULL, NULL
      FROM pg_policy p JOIN rel ON rel.oid = polrelid
    UNION ALL SELECT 'statistics', format('%s.%I', stxnamespace::regnamespace, stxname), rel.name,
           'pg_statistic_ext'::regclass, s.oid, 0, stxowner, NULL, NULL FROM pg_statistic_ext s JOIN rel ON rel.oid = stxrelid
    UNION ALL SELECT 'extension', quote_ident(extname), NULL, 'pg_extension'::regclass, oid, 0, NULL, NULL, NULL
      FROM pg_extension
    UNION ALL SELECT 'language', quote_ident(lanname), NULL, 'pg_language'::regclass, oid, 0, lanowner, lanacl, 'l'
      FROM pg_language WHERE oid >= 16384
    UNION ALL SELECT 'access method', quote_ident(amname), NULL, 'pg_am'::regclass, oid, 0, NULL, NULL, NULL
      FROM pg_am WHERE oid >= 16384
    UNION ALL SELECT 'transform', format('%s for %s', trftype::regtype, quote_ident(lanname)), NULL, 'pg_transform'::regclass,
           t.oid, 0, NULL, NULL, NULL FROM pg_transform t JOIN pg_language l ON l.oid = trflang
    UNION ALL SELECT 'cast', format('%s AS %s', castsource::regtype, casttarget::regtype), NULL, 'pg_cast'::regclass, oid, 0,
           NULL, NULL, NULL FROM pg_cast WHERE oid >= 16384
       AND oid NOT IN (SELECT objid FROM made WHERE classid = 'pg_cast'::regclass)
    UNION ALL SELECT 'operator', o.oid::regoperator::text, NULL, 'pg_operator'::regclass, o.oid, 0, oprowner, NULL, NULL
      FROM pg_operator o JOIN ns ON ns.oid = oprnamespace
    UNION ALL SELECT 'operator family', format('%I.%I using %I', nspname, opfname, amname), NULL, 'pg_opfamily'::regclass,
           f.oid, 0, opfowner, NULL, NULL
      FROM pg_opfamily f JOIN ns ON ns.oid = opfnamespace JOIN pg_am a ON a.oid = opfmethod
    UNION ALL SELECT 'operator class', format('%I.%I using %I', nspname, opcname, amname), NULL, 'pg_opclass'::regclass,
           c.oid, 0, opcowner, NULL, NULL
      FROM pg_opclass c JOIN ns ON ns.oid = opcnamespace JOIN pg_am a ON a.oid = opcmethod
    UNION ALL SELECT 'collation', format('%I.%I', nspname, collname), NULL, 'pg_collation'::regclass, c.oid, 0, collowner, NULL,
           NULL FROM pg_collation c JOIN ns ON ns.oid = collnamespace
    UNION ALL SELECT 'conversion', format('%I.%I', nspname, conname), NULL, 'pg_conversion'::regclass, c.oid, 0, conowner, NULL,
           NULL FROM pg_conversion c JOIN ns ON ns.oid = connamespace
    UNION ALL SELECT 'text search parser', format('%I.%I', nspname, prsname), NULL, 'pg_ts_parser'::regclass, p.oid, 0, NULL,
           NULL, NULL FROM pg_ts_parser p JOIN ns ON ns.oid = prsnamespace
    UNION ALL SELECT 'text search template', format('%I.%I', nspname, tmplname), NULL, 'pg_ts_template'::regclass, t.oid, 0,
           NULL, NULL, NULL FROM pg_ts_template t JOIN ns ON ns.oid = tmplnamespace
    UNION ALL SELECT 'text search dictionary', format('%I.%I', nspname, dictname), NULL, 'pg_ts_dict'::regclass, d.oid, 0,
           dictowner, NULL, NULL FROM pg_ts_dict d JOIN ns ON ns.oid = dictnamespace
    UNION ALL SELECT 'text search configuration', format('%I.%I', nspname, cfgname), NULL, 'pg_ts_config'::regclass, c.oid, 0,
           cfgowner, NULL, NULL FROM pg_ts_config c JOIN ns ON ns.oid = cfgnamespace
    UNION ALL SELECT 'foreign-data wrapper', quote_ident(fdwname), NULL, 'pg_foreign_data_wrapper'::regclass, oid, 0, fdwowner,
           fdwacl, 'F' FROM pg_foreign_data_wrapper
    UNION ALL SELECT 'server', quote_ident(srvname), NULL, 'pg_foreign_server'::regclass, oid, 0, srvowner, srvacl, 'S'
      FROM pg_foreign_server
    UNION ALL SELECT 'event trigger', quote_ident(evtname), NULL, 'pg_event_trigger'::regclass, oid, 0, evtowner, NULL, NULL
      FROM pg_event_trigger WHERE evtname !~ '^migration_control_drift_'
    UNION ALL SELECT 'publication', quote_ident(pubname), NULL, 'pg_publication'::regclass, oid, 0, pubowner, NULL, NULL
      FROM pg_publication
    UNION ALL SELECT 'subscription', quote_ident(subname), NULL, 'pg_subscription'::regclass, oid, 0, subowner, NULL, NULL
      FROM pg_subscription WHERE subdbid = (SELECT db FROM here)),
obj AS (
    SELECT * FROM every e WHERE e.kind = 'extension'
        OR NOT EXISTS (SELECT FROM ext WHERE ext.classid = e.classid AND ext.objid = e.objid)),
-- Whose objects say nothing: the role's own and, in a database that it did not build, those of who owns the most.
usual AS (
    SELECT oid, rolname FROM pg_roles WHERE rolname = current_user
    UNION SELECT oid, rolname FROM pg_roles, here WHERE NOT scratch AND oid = (
           SELECT mode() WITHIN GROUP (ORDER BY owner) FROM obj WHERE owner IS NOT NULL AND name <> 'public')),
-- As the statements that change an object name it.
named AS NOT MATERIALIZED (
    SELECT obj.*, (SELECT CASE WHEN i.type LIKE '% column' THEN 'COLUMN ' || i.identity
                  WHEN i.type = 'domain constraint' THEN 'CONSTRAINT ' || regexp_replace(i.identity, ' on ', ' ON DOMAIN ')
                  WHEN i.type = 'table constraint' THEN 'CONSTRAINT ' || i.identity
                  WHEN i.type = 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER ' || i.identity
                  WHEN i.type = 'server' THEN 'SERVER ' || i.identity
                  WHEN i.type = 'statistics object' THEN 'STATISTICS ' || i.identity
                  WHEN i.type = 'composite type' THEN 'TYPE ' || i.identity
                  ELSE upper(i.type) || ' ' || i.identity END
             FROM pg_identify_object(obj.classid, obj.objid, obj.subid) i) AS words
      FROM obj)
