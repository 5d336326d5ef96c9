CREATE TABLE orders (id serial PRIMARY KEY, customer bigint REFERENCES customers,
  status varchar(10) NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid')));

---- create above / drop below ----

DROP TABLE orders;
