-- types: hstore
-- names: hstore_* akeys avals skeys svals each gin gist gin_hstore_ops gist_hstore_ops
CREATE DOMAIN @extschema@.hstore AS text;
CREATE OR REPLACE FUNCTION @extschema@.migration_control_get(@extschema@.hstore, text) RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
CREATE OR REPLACE FUNCTION @extschema@.migration_control_has(@extschema@.hstore, text) RETURNS boolean LANGUAGE sql AS 'SELECT false::boolean';
CREATE OPERATOR @extschema@.-> (LEFTARG = @extschema@.hstore, RIGHTARG = text, FUNCTION = @extschema@.migration_control_get);
CREATE OPERATOR @extschema@.? (LEFTARG = @extschema@.hstore, RIGHTARG = text, FUNCTION = @extschema@.migration_control_has);
CREATE OR REPLACE FUNCTION @extschema@.hstore(text, text) RETURNS @extschema@.hstore LANGUAGE sql AS 'SELECT $1::@extschema@.hstore';
CREATE OR REPLACE FUNCTION @extschema@.hstore(text[]) RETURNS @extschema@.hstore LANGUAGE sql AS 'SELECT NULL::@extschema@.hstore';
CREATE OR REPLACE FUNCTION @extschema@.hstore_to_json(@extschema@.hstore) RETURNS json LANGUAGE sql AS 'SELECT NULL::json';
CREATE OR REPLACE FUNCTION @extschema@.hstore_to_jsonb(@extschema@.hstore) RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb';
