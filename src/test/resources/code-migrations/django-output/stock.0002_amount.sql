BEGIN;
--
-- Add field amount to Item
--
ALTER TABLE "stock_item" ADD COLUMN "amount" integer DEFAULT 0 NOT NULL;
ALTER TABLE "stock_item" ALTER COLUMN "amount" DROP DEFAULT;
COMMIT;
