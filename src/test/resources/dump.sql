WITH n AS (
  SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
r AS (
  SELECT c.*, format('%I.%I', nspname, relname) AS name FROM pg_class c JOIN n ON n.oid = relnamespace
   WHERE relname NOT LIKE 'flyway\_schema\_history%')
SELECT format('schema %s owner %s acl %s', nspname, pg_get_userbyid(nspowner), nspacl)
  FROM n JOIN pg_namespace USING (oid, nspname)
UNION ALL
SELECT format('relation %s %s owner %s acl %s options %s persistence %s security %s %s partition %s %s replica identity %s',
       name, relkind, pg_get_userbyid(relowner), relacl, reloptions, relpersistence, relrowsecurity, relforcerowsecurity,
       pg_get_expr(relpartbound, oid), pg_get_partkeydef(oid), relreplident)
  FROM r WHERE relkind <> 'i'
UNION ALL
SELECT format('column %s %s %s %s not null %s default %s identity %s generated %s acl %s options %s', name, attnum, attname,
       format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), attidentity, attgenerated, attacl,
       attoptions)
  FROM r JOIN pg_attribute ON attrelid = r.oid AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef ON adrelid = r.oid AND adnum = attnum WHERE relkind NOT IN ('i', 'I')
UNION ALL
SELECT format('constraint %s %s %s %s', coalesce(r.name, contypid::regtype::text), conname, pg_get_constraintdef(c.oid),
       convalidated)
  FROM pg_constraint c JOIN n ON n.oid = connamespace LEFT JOIN r ON r.oid = conrelid
 WHERE conrelid = 0 OR r.oid IS NOT NULL
UNION ALL
SELECT format('index %s valid %s clustered %s', pg_get_indexdef(indexrelid), indisvalid, indisclustered)
  FROM pg_index JOIN r ON r.oid = indexrelid
UNION ALL
SELECT format('view %s %s', name, pg_get_viewdef(oid)) FROM r WHERE relkind IN ('v', 'm')
UNION ALL
SELECT format('sequence %s', s) FROM pg_sequences s WHERE schemaname IN (SELECT nspname FROM n)
UNION ALL
SELECT format('routine %s owner %s acl %s', pg_get_functiondef(p.oid), pg_get_userbyid(proowner), proacl)
  FROM pg_proc p JOIN n ON n.oid = pronamespace WHERE prokind IN ('f', 'p', 'w')
UNION ALL
SELECT format('aggregate %s %s %s', p.oid::regprocedure, aggtransfn, agginitval)
  FROM pg_proc p JOIN n ON n.oid = pronamespace JOIN pg_aggregate ON aggfnoid = p.oid
UNION ALL
SELECT format('type %s %s owner %s default %s base %s', t.oid::regtype, typtype, pg_get_userbyid(typowner), typdefault,
       typbasetype::regtype)
  FROM pg_type t JOIN n ON n.oid = typnamespace LEFT JOIN pg_class c ON c.oid = typrelid
 WHERE typcategory <> 'A' AND coalesce(relname, '') NOT LIKE 'flyway\_schema\_history%'
UNION ALL
SELECT format('enum %s %s %s', t.oid::regtype, enumlabel, row_number() OVER (PARTITION BY t.oid ORDER BY enumsortorder))
  FROM pg_enum e JOIN pg_type t ON t.oid = enumtypid
UNION ALL
SELECT format('operator %s %s', o.oid::regoperator, oprcode) FROM pg_operator o JOIN n ON n.oid = oprnamespace
UNION ALL
SELECT format('rule %s', pg_get_ruledef(w.oid)) FROM pg_rewrite w JOIN r ON r.oid = ev_class
UNION ALL
SELECT format('policy %s %s %s %s %s %s', name, polname, polcmd, polroles::regrole[], pg_get_expr(polqual, polrelid),
       pg_get_expr(polwithcheck, polrelid))
  FROM pg_policy JOIN r ON r.oid = polrelid
UNION ALL
SELECT format('trigger %s %s', pg_get_triggerdef(t.oid), tgenabled) FROM pg_trigger t JOIN r ON r.oid = tgrelid
 WHERE NOT tgisinternal
UNION ALL
SELECT format('event trigger %s %s %s', evtname, evtevent, evtfoid::regproc) FROM pg_event_trigger
UNION ALL
SELECT format('comment %s %s', pg_describe_object(classoid, objoid, objsubid), description) FROM pg_description
 WHERE objoid >= 16384
UNION ALL
SELECT format('setting %s %s', setrole::regrole, setconfig) FROM pg_db_role_setting
 WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
UNION ALL
SELECT format('default privileges %s', defaclacl) FROM pg_default_acl
UNION ALL
SELECT format('large objects %s', count(*)) FROM pg_largeobject_metadata
UNION ALL
SELECT format('prepared transactions %s', count(*)) FROM pg_prepared_xacts WHERE database = current_database()
ORDER BY 1
