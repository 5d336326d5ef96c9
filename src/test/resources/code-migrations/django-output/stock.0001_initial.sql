BEGIN;
--
-- Create model Item
--
CREATE TABLE "stock_item" ("id" bigserial NOT NULL PRIMARY KEY, "shop_id" bigint NOT NULL);
ALTER TABLE "stock_item" ADD CONSTRAINT "stock_item_shop_id_161a062a_fk_shop_shop_id" FOREIGN KEY ("shop_id") REFERENCES "shop_shop" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "stock_item_shop_id_161a062a" ON "stock_item" ("shop_id");
COMMIT;
