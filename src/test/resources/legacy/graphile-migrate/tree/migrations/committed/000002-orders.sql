--! Previous: sha1:5ccbf61772a1ae5224b1195be336bc2b060970f4
--! Hash: sha1:f2e3ab25bdb2439f5537fa2b1d6462faf81fbcdd
--! Message: orders

CREATE TABLE orders (id serial PRIMARY KEY, customer bigint REFERENCES customers,
  status varchar(10) NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid')));
