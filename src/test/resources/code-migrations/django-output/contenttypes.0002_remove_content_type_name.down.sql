BEGIN;
--
-- Remove field name from contenttype
--
ALTER TABLE "django_content_type" ADD COLUMN "name" varchar(100) NULL;
--
-- MIGRATION NOW PERFORMS OPERATION THAT CANNOT BE WRITTEN AS SQL:
-- Raw Python operation
--
--
-- Alter field name on contenttype
--
ALTER TABLE "django_content_type" ALTER COLUMN "name" SET NOT NULL;
--
-- Change Meta options on contenttype
--
COMMIT;
