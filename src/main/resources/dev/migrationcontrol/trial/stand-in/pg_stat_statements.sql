-- types: 
-- names: pg_stat_statements*
-- relations: pg_stat_statements*
CREATE OR REPLACE FUNCTION @extschema@.pg_stat_statements_reset() RETURNS void LANGUAGE sql AS 'SELECT';
