BEGIN;
--
-- Create model Shop
--
DROP TABLE "shop_shop" CASCADE;
COMMIT;
