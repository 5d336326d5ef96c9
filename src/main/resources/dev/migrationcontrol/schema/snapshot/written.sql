-- When the row of an object in the catalogue was written, where the server keeps times of commits.
pg_xact_commit_timestamp(CASE
    WHEN classid = 'pg_class'::regclass AND subid > 0
    THEN (SELECT a.xmin FROM pg_attribute a WHERE a.attrelid = objid AND a.attnum = subid)
    WHEN classid = 'pg_class'::regclass THEN (SELECT c.xmin FROM pg_class c WHERE c.oid = objid)
    WHEN classid = 'pg_proc'::regclass THEN (SELECT p.xmin FROM pg_proc p WHERE p.oid = objid)
    WHEN classid = 'pg_type'::regclass THEN (SELECT t.xmin FROM pg_type t WHERE t.oid = objid)
    WHEN classid = 'pg_constraint'::regclass THEN (SELECT k.xmin FROM pg_constraint k WHERE k.oid = objid)
    WHEN classid = 'pg_trigger'::regclass THEN (SELECT g.xmin FROM pg_trigger g WHERE g.oid = objid)
    WHEN classid = 'pg_policy'::regclass THEN (SELECT y.xmin FROM pg_policy y WHERE y.oid = objid)
    WHEN classid = 'pg_rewrite'::regclass THEN (SELECT w.xmin FROM pg_rewrite w WHERE w.oid = objid)
    WHEN classid = 'pg_namespace'::regclass THEN (SELECT n.xmin FROM pg_namespace n WHERE n.oid = objid)
    WHEN classid = 'pg_extension'::regclass THEN (SELECT e.xmin FROM pg_extension e WHERE e.oid = objid)
END)
