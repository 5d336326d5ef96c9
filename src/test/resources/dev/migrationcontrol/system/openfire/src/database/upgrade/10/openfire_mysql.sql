ALTER TABLE orders ADD COLUMN note text;
UPDATE ofVersion SET version = 10 WHERE name = 'openfire';
