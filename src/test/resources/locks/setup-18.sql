alter table t add constraint t_nnull_nv not null amtfree not valid;
 create table vg (id int primary key, a int, g int generated always as (a*2) virtual);
 insert into vg select g,g from generate_series(1,5000) g;
