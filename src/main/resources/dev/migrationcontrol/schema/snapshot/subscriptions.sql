-- Where the role may read what only superusers may.
SELECT kind, name, NULL, 'option conninfo (not shown)', encode(sha256(convert_to(name || subconninfo, 'UTF8')), 'hex'), NULL, NULL
  FROM obj JOIN pg_subscription s ON classid = 'pg_subscription'::regclass AND objid = s.oid
UNION ALL SELECT kind, name, NULL, 'option ' || key, value, NULL, NULL
  FROM obj JOIN pg_subscription s ON classid = 'pg_subscription'::regclass AND objid = s.oid
  CROSS JOIN LATERAL jsonb_each_text(to_jsonb(s)) e
 WHERE key IN ('suborigin', 'subpasswordrequired', 'subrunasowner', 'subfailover', 'subretaindeadtuples')
