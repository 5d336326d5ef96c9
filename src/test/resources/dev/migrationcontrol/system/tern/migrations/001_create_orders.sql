create table orders (id bigint primary key);

---- create above / drop below ----

drop table orders;
