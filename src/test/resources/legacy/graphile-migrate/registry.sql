CREATE SCHEMA graphile_migrate;
CREATE TABLE graphile_migrate.migrations (hash text PRIMARY KEY, previous_hash text REFERENCES graphile_migrate.migrations,
  filename text NOT NULL, date timestamptz NOT NULL DEFAULT now());
CREATE TABLE graphile_migrate.current (filename text PRIMARY KEY DEFAULT 'current.sql', content text NOT NULL,
  date timestamptz NOT NULL DEFAULT now());
-- 1
INSERT INTO graphile_migrate.migrations VALUES ('sha1:5ccbf61772a1ae5224b1195be336bc2b060970f4', NULL,
  '000001.sql', '2024-02-01 10:00:01+00');
-- 2
INSERT INTO graphile_migrate.migrations VALUES ('sha1:f2e3ab25bdb2439f5537fa2b1d6462faf81fbcdd',
  'sha1:5ccbf61772a1ae5224b1195be336bc2b060970f4', '000002.sql', '2024-02-01 10:00:02+00');
-- 3
INSERT INTO graphile_migrate.migrations VALUES ('sha1:33c93ed2633808517b1038eade1de0fabdae0d1f',
  'sha1:f2e3ab25bdb2439f5537fa2b1d6462faf81fbcdd', '000003.sql', '2024-02-01 10:00:03+00');
