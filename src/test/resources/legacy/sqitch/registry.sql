CREATE SCHEMA sqitch;
SET search_path = sqitch, public;
CREATE TABLE releases (version real PRIMARY KEY, installed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  installer_name text NOT NULL, installer_email text NOT NULL);
CREATE TABLE projects (project text PRIMARY KEY, uri text UNIQUE, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  creator_name text NOT NULL, creator_email text NOT NULL);
CREATE TABLE changes (change_id text PRIMARY KEY, script_hash text, change text NOT NULL,
  project text NOT NULL REFERENCES projects ON UPDATE CASCADE, note text NOT NULL DEFAULT '',
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp(), committer_name text NOT NULL, committer_email text NOT NULL,
  planned_at timestamptz NOT NULL, planner_name text NOT NULL, planner_email text NOT NULL, UNIQUE (project, script_hash));
CREATE TABLE tags (tag_id text PRIMARY KEY, tag text NOT NULL, project text NOT NULL REFERENCES projects ON UPDATE CASCADE,
  change_id text NOT NULL REFERENCES changes ON UPDATE CASCADE, note text NOT NULL DEFAULT '',
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp(), committer_name text NOT NULL, committer_email text NOT NULL,
  planned_at timestamptz NOT NULL, planner_name text NOT NULL, planner_email text NOT NULL, UNIQUE (project, tag));
CREATE TABLE dependencies (change_id text NOT NULL REFERENCES changes ON UPDATE CASCADE ON DELETE CASCADE,
  type text NOT NULL, dependency text NOT NULL, dependency_id text REFERENCES changes ON UPDATE CASCADE,
  PRIMARY KEY (change_id, dependency), CONSTRAINT dependencies_check CHECK (
    (type = 'require' AND dependency_id IS NOT NULL) OR (type = 'conflict' AND dependency_id IS NULL)));
CREATE TABLE events (event text NOT NULL CHECK (event IN ('deploy', 'revert', 'fail', 'merge')), change_id text NOT NULL,
  change text NOT NULL, project text NOT NULL REFERENCES projects ON UPDATE CASCADE, note text NOT NULL DEFAULT '',
  requires text[] NOT NULL DEFAULT '{}', conflicts text[] NOT NULL DEFAULT '{}', tags text[] NOT NULL DEFAULT '{}',
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp(), committer_name text NOT NULL, committer_email text NOT NULL,
  planned_at timestamptz NOT NULL, planner_name text NOT NULL, planner_email text NOT NULL, PRIMARY KEY (change_id, committed_at));
COMMENT ON SCHEMA sqitch IS 'Sqitch database deployment metadata v1.1.';
COMMENT ON TABLE changes IS 'Tracks the changes currently deployed to the database.';
INSERT INTO releases VALUES (1.1, '2024-02-01 10:00:00+00', 'Ann', 'ann@example.org');
INSERT INTO projects VALUES ('shop', NULL, '2024-02-01 10:00:00+00', 'Ann', 'ann@example.org');
-- 1
INSERT INTO changes VALUES ('dccaeb4e7747abebb0bc1b3560476bae779e752c', '8b295707f49c5954b59fd2c8e63e1f249ff30933',
  'customers', 'shop', 'customers', '2024-02-01 10:00:01+00', 'Ann', 'ann@example.org',
  '2024-01-01 00:00:01+00', 'Ann', 'ann@example.org');
INSERT INTO events VALUES ('deploy', 'dccaeb4e7747abebb0bc1b3560476bae779e752c', 'customers', 'shop', 'customers',
  '{}', '{}', '{}', '2024-02-01 10:00:01.5+00', 'Ann', 'ann@example.org', '2024-01-01 00:00:01+00', 'Ann', 'ann@example.org');
-- 2
INSERT INTO changes VALUES ('2b894f38bbf315f44e5fe9e60560c4c4929916bc', '5ac7d96317b217919674e517e7bf6cee3c6926c0',
  'orders', 'shop', 'orders', '2024-02-01 10:00:02+00', 'Ann', 'ann@example.org',
  '2024-01-01 00:00:02+00', 'Ann', 'ann@example.org');
INSERT INTO dependencies VALUES ('2b894f38bbf315f44e5fe9e60560c4c4929916bc', 'require', 'customers',
  'dccaeb4e7747abebb0bc1b3560476bae779e752c');
INSERT INTO tags VALUES ('5d17a2ae8823da0acb4b6e29c26d9cb5057e57ee', '@v1', 'shop',
  '2b894f38bbf315f44e5fe9e60560c4c4929916bc', 'first release', '2024-02-01 10:00:02.2+00', 'Ann', 'ann@example.org',
  '2024-01-01 00:00:02+00', 'Ann', 'ann@example.org');
INSERT INTO events VALUES ('deploy', '2b894f38bbf315f44e5fe9e60560c4c4929916bc', 'orders', 'shop', 'orders',
  '{customers}', '{}', '{@v1}', '2024-02-01 10:00:02.5+00', 'Ann', 'ann@example.org',
  '2024-01-01 00:00:02+00', 'Ann', 'ann@example.org');
-- 3
INSERT INTO changes VALUES ('6823a177a0babcbfd84e3d84db13389a6f47ab75', 'fab259c3e34b344c15e51edd8074f68919a502d7',
  'notes', 'shop', 'notes on orders', '2024-02-01 10:00:03+00', 'Ann', 'ann@example.org',
  '2024-01-01 00:00:03+00', 'Ann', 'ann@example.org');
INSERT INTO dependencies VALUES ('6823a177a0babcbfd84e3d84db13389a6f47ab75', 'require', 'orders',
  '2b894f38bbf315f44e5fe9e60560c4c4929916bc');
INSERT INTO events VALUES ('deploy', '6823a177a0babcbfd84e3d84db13389a6f47ab75', 'notes', 'shop', 'notes on orders',
  '{orders}', '{}', '{}', '2024-02-01 10:00:03.5+00', 'Ann', 'ann@example.org', '2024-01-01 00:00:03+00', 'Ann', 'ann@example.org');
