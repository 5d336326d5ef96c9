DROP INDEX orders_id;
