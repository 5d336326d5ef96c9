-- !Ups
ALTER TABLE orders ADD COLUMN note text;

-- !Downs
ALTER TABLE orders DROP COLUMN note;
