-- types: citext
-- names: citext_* *_citext
CREATE DOMAIN @extschema@.citext AS text;
