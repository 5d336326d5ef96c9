CREATE TABLE "schema_migrations" ("version" character varying NOT NULL PRIMARY KEY);
CREATE TABLE "ar_internal_metadata" ("key" character varying NOT NULL PRIMARY KEY, "value" character varying,
  "created_at" timestamp(6) NOT NULL, "updated_at" timestamp(6) NOT NULL);
INSERT INTO "ar_internal_metadata" VALUES ('environment', 'production', '2024-02-01 10:00:00', '2024-02-01 10:00:00');
-- 1
INSERT INTO "schema_migrations" ("version") VALUES ('20240101000001');
-- 2
INSERT INTO "schema_migrations" ("version") VALUES ('20240101000002');
-- 3
INSERT INTO "schema_migrations" ("version") VALUES ('20240101000003');
