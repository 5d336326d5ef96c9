// a table of orders
CREATE TABLE orders (id integer PRIMARY KEY);
UPDATE ofVersion SET version = 9 WHERE name = 'openfire';
