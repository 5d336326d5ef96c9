BEGIN;

DROP INDEX orders_by_note;
ALTER TABLE orders DROP note;

COMMIT;
