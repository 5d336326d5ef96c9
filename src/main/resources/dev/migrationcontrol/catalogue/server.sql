SELECT current_setting('server_version_num')::int AS version,
       regexp_replace(current_setting('server_version'), '\s.*', '') AS display,
       current_setting('TimeZone') AS time_zone, current_schemas(false)::text[] AS search_path, current_user::text AS role,
       (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user) AS superuser,
       EXISTS (SELECT FROM pg_catalog.pg_publication)
         OR EXISTS (SELECT FROM pg_catalog.pg_replication_slots s WHERE s.slot_type = 'logical'
                     AND s.database = current_database()) AS replicated
