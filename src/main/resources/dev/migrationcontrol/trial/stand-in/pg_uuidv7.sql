-- types: 
-- names: uuid_*
CREATE OR REPLACE FUNCTION @extschema@.uuid_generate_v7() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_timestamp_to_v7(ts timestamptz, zero boolean DEFAULT false) RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()::uuid';
CREATE OR REPLACE FUNCTION @extschema@.uuid_v7_to_timestamptz(id uuid) RETURNS timestamptz LANGUAGE sql AS 'SELECT now()::timestamptz';
