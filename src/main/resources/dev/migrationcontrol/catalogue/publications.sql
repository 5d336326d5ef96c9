SELECT p.pubname::text AS name, p.puballtables AS all_tables, p.pubupdate AS updates, p.pubdelete AS deletes,
       ARRAY(SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.oid IN (SELECT r.prrelid FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid)
            OR (c.relkind IN ('r', 'p') AND c.relnamespace IN (
                SELECT s.pnnspid FROM pg_catalog.pg_publication_namespace s WHERE s.pnpubid = p.oid))
         ORDER BY 1) AS tables
  FROM pg_catalog.pg_publication p ORDER BY p.pubname
