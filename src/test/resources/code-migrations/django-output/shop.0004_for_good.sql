BEGIN;
--
-- Alter unique_together for Shop (1 constraint(s))
--
ALTER TABLE "shop_shop" DROP CONSTRAINT "shop_shop_name_street_3c88c8c3_uniq";
ALTER TABLE "shop_shop" ADD CONSTRAINT "shop_shop_name_owner_id_6bf7467d_uniq" UNIQUE ("name", "owner_id");
--
-- Raw SQL operation
--
UPDATE shop_shop SET name = upper(name);
COMMIT;
