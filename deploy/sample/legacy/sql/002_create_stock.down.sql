DROP TABLE stock;
DROP TYPE stock_state;
