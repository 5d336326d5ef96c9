-- types: 
-- names: gin_trgm_ops gist_trgm_ops *_similarity*
CREATE OR REPLACE FUNCTION @extschema@.similarity(text, text) RETURNS real LANGUAGE sql AS 'SELECT 0::real';
CREATE OR REPLACE FUNCTION @extschema@.word_similarity(text, text) RETURNS real LANGUAGE sql AS 'SELECT 0::real';
CREATE OR REPLACE FUNCTION @extschema@.strict_word_similarity(text, text) RETURNS real LANGUAGE sql AS 'SELECT 0::real';
CREATE OR REPLACE FUNCTION @extschema@.show_trgm(text) RETURNS text[] LANGUAGE sql AS 'SELECT ARRAY[$1]::text[]';
CREATE OR REPLACE FUNCTION @extschema@.set_limit(real) RETURNS real LANGUAGE sql AS 'SELECT $1::real';
CREATE OR REPLACE FUNCTION @extschema@.migration_control_similar(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true::boolean';
CREATE OR REPLACE FUNCTION @extschema@.migration_control_unlike(text, text) RETURNS real LANGUAGE sql AS 'SELECT 0::real';
DROP OPERATOR IF EXISTS @extschema@.% (text, text);
CREATE OPERATOR @extschema@.% (LEFTARG = text, RIGHTARG = text, FUNCTION = @extschema@.migration_control_similar);
DROP OPERATOR IF EXISTS @extschema@.<% (text, text);
CREATE OPERATOR @extschema@.<% (LEFTARG = text, RIGHTARG = text, FUNCTION = @extschema@.migration_control_similar);
DROP OPERATOR IF EXISTS @extschema@.<-> (text, text);
CREATE OPERATOR @extschema@.<-> (LEFTARG = text, RIGHTARG = text, FUNCTION = @extschema@.migration_control_unlike);
