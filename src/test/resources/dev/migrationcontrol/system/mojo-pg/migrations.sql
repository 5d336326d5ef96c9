-- 1 up
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    placed_at timestamptz NOT NULL DEFAULT now()
);
-- 1 down
DROP TABLE orders;
-- 2 up
ALTER TABLE orders ADD COLUMN note text;
-- 2 down
ALTER TABLE orders DROP COLUMN note;
