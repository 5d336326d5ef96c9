---- tern: disable-tx ----
create index concurrently orders_id on orders (id);
