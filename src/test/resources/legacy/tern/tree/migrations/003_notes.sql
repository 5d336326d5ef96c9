ALTER TABLE orders ADD note text;
CREATE INDEX orders_by_note ON orders (note);

---- create above / drop below ----

ALTER TABLE orders DROP note;
