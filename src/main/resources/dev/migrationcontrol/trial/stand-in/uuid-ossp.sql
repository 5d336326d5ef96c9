-- types: 
-- names: uuid_*
CREATE OR REPLACE FUNCTION @extschema@.uuid_generate_v1() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_generate_v1mc() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_generate_v4() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_generate_v3(namespace uuid, name text) RETURNS uuid LANGUAGE sql AS 'SELECT md5($1::text || $2)::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_generate_v5(namespace uuid, name text) RETURNS uuid LANGUAGE sql AS 'SELECT md5($1::text || $2)::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_nil() RETURNS uuid LANGUAGE sql AS 'SELECT ''00000000-0000-0000-0000-000000000000''::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_ns_dns() RETURNS uuid LANGUAGE sql AS 'SELECT md5(''dns'')::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_ns_url() RETURNS uuid LANGUAGE sql AS 'SELECT md5(''url'')::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_ns_oid() RETURNS uuid LANGUAGE sql AS 'SELECT md5(''oid'')::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_ns_x500() RETURNS uuid LANGUAGE sql AS 'SELECT md5(''x500'')::uuid';
