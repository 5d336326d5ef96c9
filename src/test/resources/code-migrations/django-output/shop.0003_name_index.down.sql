--
-- Concurrently create index shop_by_name on field(s) name of model Shop
--
DROP INDEX CONCURRENTLY IF EXISTS "shop_by_name";
