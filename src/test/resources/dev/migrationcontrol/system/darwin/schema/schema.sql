-- Version: 1.01
-- Description: Create orders
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    placed_at timestamptz NOT NULL DEFAULT now()
);

-- Version: 1.02
-- Description: Notes
ALTER TABLE orders ADD COLUMN note text;
