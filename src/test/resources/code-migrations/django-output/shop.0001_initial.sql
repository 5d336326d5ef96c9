BEGIN;
--
-- Create model Shop
--
CREATE TABLE "shop_shop" ("id" bigserial NOT NULL PRIMARY KEY, "name" varchar(80) NOT NULL, "street" varchar(80) NOT NULL, "owner_id" bigint NOT NULL);
ALTER TABLE "shop_shop" ADD CONSTRAINT "shop_shop_name_street_3c88c8c3_uniq" UNIQUE ("name", "street");
ALTER TABLE "shop_shop" ADD CONSTRAINT "shop_shop_owner_id_b851bb8d_fk_people_person_id" FOREIGN KEY ("owner_id") REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "shop_shop_owner_id_b851bb8d" ON "shop_shop" ("owner_id");
COMMIT;
