ALTER TABLE orders ADD note text;
CREATE INDEX orders_by_note ON orders (note);
