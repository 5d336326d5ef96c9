CREATE TYPE stock_state AS ENUM ('available', 'reserved');

CREATE TABLE stock (
    product_id bigint NOT NULL REFERENCES products (id),
    state stock_state NOT NULL DEFAULT 'available',
    quantity integer NOT NULL,
    PRIMARY KEY (product_id, state)
);

CREATE INDEX stock_quantity_idx ON stock (quantity);
