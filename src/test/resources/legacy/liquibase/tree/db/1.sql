--liquibase formatted sql

--changeset ann:customers
CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
INSERT INTO customers (name) VALUES ('house');

--changeset ann:orders
CREATE TABLE orders (id serial PRIMARY KEY, customer bigint REFERENCES customers,
  status varchar(10) NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid')));

--changeset ann:notes
ALTER TABLE orders ADD note text;
CREATE INDEX orders_by_note ON orders (note);
