BEGIN;

CREATE TABLE "orders" ("id" bigserial PRIMARY KEY);

INSERT INTO "serverpod_migrations" ("module", "version", "timestamp") VALUES ('shop', '20240131100000000', now());

COMMIT;
