--
-- Concurrently create index shop_by_name on field(s) name of model Shop
--
CREATE INDEX CONCURRENTLY "shop_by_name" ON "shop_shop" ("name");
