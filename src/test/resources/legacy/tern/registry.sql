create table if not exists schema_version(version int4 not null);
insert into schema_version(version) select 0 where 0 = (select count(*) from schema_version);
-- 1
update schema_version set version = 1;
-- 2
update schema_version set version = 2;
-- 3
update schema_version set version = 3;
