--! Previous: sha1:f2e3ab25bdb2439f5537fa2b1d6462faf81fbcdd
--! Hash: sha1:33c93ed2633808517b1038eade1de0fabdae0d1f
--! Message: notes

ALTER TABLE orders ADD note text;
CREATE INDEX orders_by_note ON orders (note);
