-- types: 
-- names: pgp_* armor dearmor encrypt_iv decrypt_iv
CREATE OR REPLACE FUNCTION @extschema@.crypt(text, text) RETURNS text LANGUAGE sql AS 'SELECT md5($1 || $2)::text';
CREATE OR REPLACE FUNCTION @extschema@.gen_salt(text) RETURNS text LANGUAGE sql AS 'SELECT ''salt''::text';
CREATE OR REPLACE FUNCTION @extschema@.gen_salt(text, integer) RETURNS text LANGUAGE sql AS 'SELECT ''salt''::text';
CREATE OR REPLACE FUNCTION @extschema@.gen_random_bytes(integer) RETURNS bytea LANGUAGE sql AS 'SELECT decode(repeat(''00'', $1), ''hex'')::bytea';
CREATE OR REPLACE FUNCTION @extschema@.digest(text, text) RETURNS bytea LANGUAGE sql AS 'SELECT decode(md5($1), ''hex'')::bytea';
CREATE OR REPLACE FUNCTION @extschema@.digest(bytea, text) RETURNS bytea LANGUAGE sql AS 'SELECT $1::bytea';
CREATE OR REPLACE FUNCTION @extschema@.hmac(text, text, text) RETURNS bytea LANGUAGE sql AS 'SELECT decode(md5($1), ''hex'')::bytea';
CREATE OR REPLACE FUNCTION @extschema@.hmac(bytea, bytea, text) RETURNS bytea LANGUAGE sql AS 'SELECT $1::bytea';
CREATE OR REPLACE FUNCTION @extschema@.encrypt(bytea, bytea, text) RETURNS bytea LANGUAGE sql AS 'SELECT $1::bytea';
CREATE OR REPLACE FUNCTION @extschema@.decrypt(bytea, bytea, text) RETURNS bytea LANGUAGE sql AS 'SELECT $1::bytea';
CREATE OR REPLACE FUNCTION @extschema@.pgp_sym_encrypt(text, text) RETURNS bytea LANGUAGE sql AS 'SELECT decode(md5($1), ''hex'')::bytea';
CREATE OR REPLACE FUNCTION @extschema@.pgp_sym_encrypt(text, text, text) RETURNS bytea LANGUAGE sql AS 'SELECT decode(md5($1), ''hex'')::bytea';
CREATE OR REPLACE FUNCTION @extschema@.pgp_sym_decrypt(bytea, text) RETURNS text LANGUAGE sql AS 'SELECT ''text''::text';
CREATE OR REPLACE FUNCTION @extschema@.pgp_sym_decrypt(bytea, text, text) RETURNS text LANGUAGE sql AS 'SELECT ''text''::text';
CREATE OR REPLACE FUNCTION @extschema@.armor(bytea) RETURNS text LANGUAGE sql AS 'SELECT encode($1, ''hex'')::text';
