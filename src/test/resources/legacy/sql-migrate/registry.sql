create table if not exists "gorp_migrations" ("id" text not null primary key, "applied_at" timestamp with time zone);
-- 1
insert into "gorp_migrations" ("id","applied_at") values ('1-customers.sql', '2024-02-01 10:00:01+00');
-- 2
insert into "gorp_migrations" ("id","applied_at") values ('2-orders.sql', '2024-02-01 10:00:02+00');
-- 3
insert into "gorp_migrations" ("id","applied_at") values ('3-notes.sql', '2024-02-01 10:00:03+00');
