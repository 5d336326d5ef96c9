INSERT INTO products (sku, title, price_cents) VALUES
    ('tea-01', 'Green tea', 450),
    ('tea-02', 'Black tea', 390);
