-- types: 
-- names: unaccent
CREATE OR REPLACE FUNCTION @extschema@.unaccent(text) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
