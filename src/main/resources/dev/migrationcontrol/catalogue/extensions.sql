SELECT x.name::text AS name, x.default_version AS available, x.installed_version AS installed,
       coalesce(v.superuser, false) AS superuser, coalesce(v.trusted, false) AS trusted
  FROM pg_catalog.pg_available_extensions x
  LEFT JOIN pg_catalog.pg_available_extension_versions v ON v.name = x.name AND v.version = x.default_version
 ORDER BY 1
