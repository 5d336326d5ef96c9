BEGIN;
--
-- Create model Person
--
DROP TABLE "people_person" CASCADE;
COMMIT;
