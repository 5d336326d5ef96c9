ALTER TABLE orders ADD COLUMN owner text;
