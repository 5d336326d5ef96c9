BEGIN;
--
-- Create model Person
--
CREATE TABLE "people_person" ("id" bigserial NOT NULL PRIMARY KEY, "name" varchar(80) NOT NULL UNIQUE);
CREATE INDEX "people_person_name_2a843d4b_like" ON "people_person" ("name" varchar_pattern_ops);
COMMIT;
