CREATE TABLE "public"."old_history" (
  "installed_rank" INT NOT NULL, "version" VARCHAR(50), "description" VARCHAR(200) NOT NULL, "type" VARCHAR(20) NOT NULL,
  "script" VARCHAR(1000) NOT NULL, "checksum" INTEGER, "installed_by" VARCHAR(100) NOT NULL,
  "installed_on" TIMESTAMP NOT NULL DEFAULT now(), "execution_time" INTEGER NOT NULL, "success" BOOLEAN NOT NULL);
ALTER TABLE "public"."old_history" ADD CONSTRAINT "old_history_pk" PRIMARY KEY ("installed_rank");
CREATE INDEX "old_history_s_idx" ON "public"."old_history" ("success");
-- 1
INSERT INTO old_history VALUES (1, '1', 'customers', 'SQL', 'V1__customers.sql', 730393391, 'postgres',
  '2024-02-01 10:00:01', 13, true);
-- 2
INSERT INTO old_history VALUES (2, '2', 'orders', 'SQL', 'V2__orders.sql', -1037065791, 'postgres',
  '2024-02-01 10:00:02', 8, true);
-- 3
INSERT INTO old_history VALUES (3, '3', 'notes', 'SQL', 'V3__notes.sql', 307821421, 'postgres',
  '2024-02-01 10:00:03', 5, true);
