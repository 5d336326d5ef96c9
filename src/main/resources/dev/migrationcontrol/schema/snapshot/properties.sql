-- What a database has beyond what one that the role creates would have, and is not compared: no script can say it of a
-- scratch database, which has another name.
WITH here AS (
    SELECT d.*, shobj_description(oid, 'pg_database') AS said FROM pg_database d WHERE datname = current_database()),
given AS (SELECT e.grantee, e.privilege_type, e.is_grantable
            FROM here, aclexplode(coalesce(datacl, acldefault('d', datdba))) e),
usual AS (SELECT e.grantee, e.privilege_type, e.is_grantable FROM here, aclexplode(acldefault('d', datdba)) e),
privileges (grantee, words) AS (
    SELECT grantee, concat(privilege_type, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
      FROM (SELECT * FROM given EXCEPT SELECT * FROM usual) more
    UNION ALL SELECT grantee, 'without ' || privilege_type
      FROM (SELECT grantee, privilege_type FROM usual EXCEPT SELECT grantee, privilege_type FROM given) less),
properties (rank, what, value) AS (
    SELECT 1, 'The comment', CASE WHEN concat_ws(' ', replace(said, '=', ' '), said) ~* '{secret}|\m(pw|pwd|key)\M'
           THEN 'not shown, since it looks like a secret' WHEN length(said) > 300 THEN left(said, 300) || '…' ELSE said END
      FROM here WHERE said IS NOT NULL AND (datname, said) <> ('postgres', 'default administrative connection database')
    UNION ALL SELECT 2, 'The owner', quote_ident(pg_get_userbyid(datdba))
      FROM here WHERE pg_get_userbyid(datdba) <> current_user
    UNION ALL SELECT 3, 'What differs from the usual privileges', (
           SELECT string_agg(concat_ws(' ', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                             words), ', ' ORDER BY grantee <> 0, pg_get_userbyid(grantee) COLLATE "C", words COLLATE "C")
             FROM privileges)
    UNION ALL SELECT 4, 'The security label', (
           SELECT string_agg(format('%s (%s)', label, provider), ', ' ORDER BY provider COLLATE "C") FROM pg_shseclabel, here
            WHERE classoid = 'pg_database'::regclass AND objoid = here.oid)
    UNION ALL SELECT 5, 'The limit of connections', datconnlimit::text FROM here WHERE datconnlimit <> -1
    UNION ALL SELECT 6, 'The default tablespace', quote_ident(spcname)
      FROM here JOIN pg_tablespace t ON t.oid = dattablespace WHERE spcname <> 'pg_default'
    UNION ALL SELECT 7, 'The mark as a template', 'set' FROM here WHERE datistemplate)
SELECT format('%s of the database itself is not compared; an adoption leaves it as it is: %s', what, value)
  FROM properties WHERE value IS NOT NULL ORDER BY rank
