BEGIN;
--
-- Add field amount to Item
--
ALTER TABLE "stock_item" DROP COLUMN "amount" CASCADE;
COMMIT;
