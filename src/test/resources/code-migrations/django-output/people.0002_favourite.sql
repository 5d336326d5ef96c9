BEGIN;
--
-- Add field favourite to Person
--
ALTER TABLE "people_person" ADD COLUMN "favourite_id" bigint NULL CONSTRAINT "people_person_favourite_id_5e18ab8e_fk_shop_shop_id" REFERENCES "shop_shop"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "people_person_favourite_id_5e18ab8e_fk_shop_shop_id" IMMEDIATE;
--
-- Alter field name on Person
--
ALTER TABLE "people_person" DROP CONSTRAINT "people_person_name_key";
DROP INDEX IF EXISTS "people_person_name_2a843d4b_like";
CREATE INDEX "people_person_favourite_id_5e18ab8e" ON "people_person" ("favourite_id");
COMMIT;
