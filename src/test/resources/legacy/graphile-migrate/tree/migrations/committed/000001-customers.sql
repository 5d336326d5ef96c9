--! Previous: -
--! Hash: sha1:5ccbf61772a1ae5224b1195be336bc2b060970f4
--! Message: customers

CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
INSERT INTO customers (name) VALUES ('house');
