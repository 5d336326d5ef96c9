BEGIN;
--
-- Alter field name on Person
--
ALTER TABLE "people_person" ADD CONSTRAINT "people_person_name_2a843d4b_uniq" UNIQUE ("name");
CREATE INDEX "people_person_name_2a843d4b_like" ON "people_person" ("name" varchar_pattern_ops);
--
-- Add field favourite to Person
--
SET CONSTRAINTS "people_person_favourite_id_5e18ab8e_fk_shop_shop_id" IMMEDIATE; ALTER TABLE "people_person" DROP CONSTRAINT "people_person_favourite_id_5e18ab8e_fk_shop_shop_id";
ALTER TABLE "people_person" DROP COLUMN "favourite_id" CASCADE;
COMMIT;
