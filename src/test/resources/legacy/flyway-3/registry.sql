CREATE TABLE "public"."schema_version" (
  "version_rank" INT NOT NULL, "installed_rank" INT NOT NULL, "version" VARCHAR(50) NOT NULL,
  "description" VARCHAR(200) NOT NULL, "type" VARCHAR(20) NOT NULL, "script" VARCHAR(1000) NOT NULL, "checksum" INTEGER,
  "installed_by" VARCHAR(100) NOT NULL, "installed_on" TIMESTAMP NOT NULL DEFAULT now(), "execution_time" INTEGER NOT NULL,
  "success" BOOLEAN NOT NULL);
ALTER TABLE "public"."schema_version" ADD CONSTRAINT "schema_version_pk" PRIMARY KEY ("version");
CREATE INDEX "schema_version_vr_idx" ON "public"."schema_version" ("version_rank");
CREATE INDEX "schema_version_ir_idx" ON "public"."schema_version" ("installed_rank");
CREATE INDEX "schema_version_s_idx" ON "public"."schema_version" ("success");
-- 1
INSERT INTO schema_version VALUES (1, 1, '1', 'customers', 'SQL', 'V1__customers.sql', 1801782948, 'postgres',
  '2024-02-01 10:00:01', 7, true);
-- 2
INSERT INTO schema_version VALUES (2, 2, '2', 'orders', 'SQL', 'V2__orders.sql', 525139930, 'postgres',
  '2024-02-01 10:00:02', 13, true);
-- 3
INSERT INTO schema_version VALUES (3, 3, '3', 'notes', 'SQL', 'V3__notes.sql', -251545998, 'postgres',
  '2024-02-01 10:00:03', 14, true);
