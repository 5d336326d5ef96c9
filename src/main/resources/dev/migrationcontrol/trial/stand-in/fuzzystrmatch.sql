-- types: 
-- names: levenshtein* daitch_mokotoff
CREATE OR REPLACE FUNCTION @extschema@.levenshtein(text, text) RETURNS integer LANGUAGE sql AS 'SELECT 0::integer';
CREATE OR REPLACE FUNCTION @extschema@.soundex(text) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE OR REPLACE FUNCTION @extschema@.difference(text, text) RETURNS integer LANGUAGE sql AS 'SELECT 0::integer';
CREATE OR REPLACE FUNCTION @extschema@.metaphone(text, integer) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE OR REPLACE FUNCTION @extschema@.dmetaphone(text) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE OR REPLACE FUNCTION @extschema@.dmetaphone_alt(text) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
