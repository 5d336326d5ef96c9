CREATE SCHEMA IF NOT EXISTS supabase_migrations;
CREATE TABLE IF NOT EXISTS supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY);
ALTER TABLE supabase_migrations.schema_migrations ADD COLUMN IF NOT EXISTS statements text[];
ALTER TABLE supabase_migrations.schema_migrations ADD COLUMN IF NOT EXISTS name text;
-- 1
INSERT INTO supabase_migrations.schema_migrations (version, name, statements) VALUES ('20240101000001', 'customers', ARRAY[
  'CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL)',
  'INSERT INTO customers (name) VALUES (''house'')']);
-- 2
INSERT INTO supabase_migrations.schema_migrations (version, name, statements) VALUES ('20240101000002', 'orders', ARRAY[
  E'CREATE TABLE orders (id serial PRIMARY KEY, customer bigint REFERENCES customers,\n  status varchar(10) NOT NULL DEFAULT ''new'' CHECK (status IN (''new'', ''paid'')))']);
-- 3
INSERT INTO supabase_migrations.schema_migrations (version, name, statements) VALUES ('20240101000003', 'notes', ARRAY[
  'ALTER TABLE orders ADD note text', 'CREATE INDEX orders_by_note ON orders (note)']);
