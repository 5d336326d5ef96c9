CREATE TABLE products (
    name text PRIMARY KEY,
    stock integer NOT NULL DEFAULT 0,
    CONSTRAINT products_stock_not_negative CHECK (stock >= 0)
);

INSERT INTO products (name, stock) VALUES ('chair', 10), ('table', 2);
