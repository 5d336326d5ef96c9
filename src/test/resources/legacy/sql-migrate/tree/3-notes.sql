-- +migrate Up
ALTER TABLE orders ADD note text;
CREATE INDEX orders_by_note ON orders (note);

-- +migrate Down
DROP INDEX orders_by_note;
ALTER TABLE orders DROP note;
