CREATE SCHEMA IF NOT EXISTS atlas_schema_revisions;
CREATE TABLE atlas_schema_revisions.atlas_schema_revisions (version character varying NOT NULL PRIMARY KEY,
  description character varying NOT NULL, type bigint NOT NULL DEFAULT 2, applied bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL DEFAULT 0, executed_at timestamptz NOT NULL, execution_time bigint NOT NULL, error text,
  error_stmt text, hash character varying NOT NULL, partial_hashes jsonb, operator_version character varying NOT NULL);
INSERT INTO atlas_schema_revisions.atlas_schema_revisions VALUES ('.atlas_cloud_identifier',
  '2f0e9f3c-6a3b-4b8e-9a57-5f1c1d2e3f40', 2, 0, 0, '2024-02-01 10:00:00+00', 0, NULL, NULL, '', NULL, 'Atlas CLI v0.20.0');
-- 1
INSERT INTO atlas_schema_revisions.atlas_schema_revisions VALUES ('20240101000001', 'customers', 2, 2, 2,
  '2024-02-01 10:00:01+00', 7100000, '', '', 'my/g133I5I3Hd8Ow8ePfhgUrH3o+hwczPqjDHqR/pHk=', 'null', 'Atlas CLI v0.20.0');
-- 2
INSERT INTO atlas_schema_revisions.atlas_schema_revisions VALUES ('20240101000002', 'orders', 2, 1, 1,
  '2024-02-01 10:00:02+00', 8200000, '', '', '7lrlTWTzD2eX0FeG2U7zR2jCaSuOgT1Od5nh9jG/sMU=', 'null', 'Atlas CLI v0.20.0');
-- 3
INSERT INTO atlas_schema_revisions.atlas_schema_revisions VALUES ('20240101000003', 'notes', 2, 2, 2,
  '2024-02-01 10:00:03+00', 6300000, '', '', 'Swi1zrhtku7cJYyjb6TlcFO30ztHMajjPMh+orh0jDw=', 'null', 'Atlas CLI v0.20.0');
