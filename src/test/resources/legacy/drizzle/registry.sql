CREATE SCHEMA IF NOT EXISTS "drizzle";
CREATE TABLE IF NOT EXISTS "drizzle"."__drizzle_migrations" (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint);
-- 1
insert into "drizzle"."__drizzle_migrations" ("hash", "created_at")
  values ('d9d88b0b699314f0338e185fed44feac9797323f94ce25bdab2a742e3b5da8d8', '1704067201000');
-- 2
insert into "drizzle"."__drizzle_migrations" ("hash", "created_at")
  values ('821818ab5a9bcd3e2a59f9011234d91dc8a72ce8117ac6b81f6d36fc56e05436', '1704067202000');
-- 3
insert into "drizzle"."__drizzle_migrations" ("hash", "created_at")
  values ('0d62bbd2d96a269ccd42a7d4aa3662e64bf065a7ea1f7301d6ded427060e3028', '1704067203000');
