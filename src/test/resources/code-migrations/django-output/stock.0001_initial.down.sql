BEGIN;
--
-- Create model Item
--
DROP TABLE "stock_item" CASCADE;
COMMIT;
