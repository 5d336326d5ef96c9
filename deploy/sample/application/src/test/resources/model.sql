-- What the application expects to find: written by hand here, printed by Hibernate elsewhere.
create table products (name text not null primary key, stock integer not null default 0 check (stock >= 0));
create table orders (id bigint generated always as identity primary key, customer text not null,
    product text not null references products, quantity integer not null check (quantity > 0));
create index on orders (customer);
