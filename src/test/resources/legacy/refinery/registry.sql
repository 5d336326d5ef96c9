CREATE TABLE IF NOT EXISTS refinery_schema_history(
  version INT4 PRIMARY KEY, name VARCHAR(255), applied_on VARCHAR(255), checksum VARCHAR(255));
-- 1
INSERT INTO refinery_schema_history VALUES (1, 'customers', '2024-02-01T10:00:01.000001Z', '15238283993106813598');
-- 2
INSERT INTO refinery_schema_history VALUES (2, 'orders', '2024-02-01T10:00:02.000001Z', '5560051922878718625');
-- 3
INSERT INTO refinery_schema_history VALUES (3, 'notes', '2024-02-01T10:00:03.000001Z', '5773061322663392042');
