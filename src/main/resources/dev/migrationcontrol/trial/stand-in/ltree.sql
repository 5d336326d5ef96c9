-- types: ltree lquery ltxtquery
-- names: gist gist_ltree_ops index
CREATE DOMAIN @extschema@.ltree AS text;
CREATE DOMAIN @extschema@.lquery AS text;
CREATE DOMAIN @extschema@.ltxtquery AS text;
CREATE OR REPLACE FUNCTION @extschema@.nlevel(@extschema@.ltree) RETURNS integer LANGUAGE sql AS 'SELECT NULL::integer';
CREATE OR REPLACE FUNCTION @extschema@.subpath(@extschema@.ltree, integer, integer) RETURNS @extschema@.ltree LANGUAGE sql AS 'SELECT $1::@extschema@.ltree';
CREATE OR REPLACE FUNCTION @extschema@.subpath(@extschema@.ltree, integer) RETURNS @extschema@.ltree LANGUAGE sql AS 'SELECT $1::@extschema@.ltree';
CREATE OR REPLACE FUNCTION @extschema@.subltree(@extschema@.ltree, integer, integer) RETURNS @extschema@.ltree LANGUAGE sql AS 'SELECT $1::@extschema@.ltree';
CREATE OR REPLACE FUNCTION @extschema@.text2ltree(text) RETURNS @extschema@.ltree LANGUAGE sql AS 'SELECT $1::@extschema@.ltree';
CREATE OR REPLACE FUNCTION @extschema@.ltree2text(@extschema@.ltree) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE OR REPLACE FUNCTION @extschema@.lca(@extschema@.ltree, @extschema@.ltree) RETURNS @extschema@.ltree LANGUAGE sql AS 'SELECT $1::@extschema@.ltree';
CREATE OR REPLACE FUNCTION @extschema@.migration_control_holds(@extschema@.ltree, @extschema@.ltree) RETURNS boolean LANGUAGE sql AS 'SELECT true::boolean';
CREATE OR REPLACE FUNCTION @extschema@.migration_control_matches(@extschema@.ltree, @extschema@.lquery) RETURNS boolean LANGUAGE sql AS 'SELECT true::boolean';
CREATE OPERATOR @extschema@.@> (LEFTARG = @extschema@.ltree, RIGHTARG = @extschema@.ltree, FUNCTION = @extschema@.migration_control_holds);
CREATE OPERATOR @extschema@.<@ (LEFTARG = @extschema@.ltree, RIGHTARG = @extschema@.ltree, FUNCTION = @extschema@.migration_control_holds);
CREATE OPERATOR @extschema@.~ (LEFTARG = @extschema@.ltree, RIGHTARG = @extschema@.lquery, FUNCTION = @extschema@.migration_control_matches);
