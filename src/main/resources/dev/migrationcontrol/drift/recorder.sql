-- Who changes the schema: at most 10,000 changes, without their texts, which may hold passwords. A change never fails
-- because it cannot be recorded.
CREATE SCHEMA IF NOT EXISTS migration_control_drift;
CREATE TABLE IF NOT EXISTS migration_control_drift.change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    who text NOT NULL,
    application text NOT NULL,
    command text NOT NULL,
    object text NOT NULL
);
CREATE OR REPLACE FUNCTION migration_control_drift.record() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $record$
BEGIN
    IF TG_EVENT = 'sql_drop' THEN
        INSERT INTO migration_control_drift.change (who, application, command, object)
        SELECT session_user, coalesce(current_setting('application_name', true), ''), TG_TAG,
               CASE WHEN d.object_type IN ('table column', 'trigger', 'policy', 'rule', 'table constraint')
                    THEN (SELECT string_agg(quote_ident(n), '.' ORDER BY i)
                            FROM unnest(d.address_names) WITH ORDINALITY a (n, i))
                    ELSE d.object_identity END
          FROM pg_event_trigger_dropped_objects() d
         WHERE NOT d.is_temporary AND d.schema_name IS DISTINCT FROM 'pg_toast'
           AND d.object_type NOT IN ('type', 'default value', 'toast table') LIMIT 1000;
    ELSE
        INSERT INTO migration_control_drift.change (who, application, command, object)
        SELECT session_user, coalesce(current_setting('application_name', true), ''), d.command_tag,
               CASE WHEN d.object_type IN ('table column', 'trigger', 'policy', 'rule', 'table constraint')
                    THEN (SELECT string_agg(quote_ident(n), '.' ORDER BY i)
                            FROM pg_identify_object_as_address(d.classid, d.objid, d.objsubid) p,
                                 unnest(p.object_names) WITH ORDINALITY a (n, i))
                    ELSE d.object_identity END
          FROM pg_event_trigger_ddl_commands() d
         WHERE d.object_identity IS NOT NULL AND d.schema_name IS DISTINCT FROM 'pg_temp' LIMIT 1000;
    END IF;
    DELETE FROM migration_control_drift.change
     WHERE id <= (SELECT max(id) FROM migration_control_drift.change) - 10000;
EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'The change is not recorded: %', SQLERRM;
END $record$;
REVOKE ALL ON FUNCTION migration_control_drift.record() FROM PUBLIC;
DROP EVENT TRIGGER IF EXISTS migration_control_drift_end;
DROP EVENT TRIGGER IF EXISTS migration_control_drift_drop;
CREATE EVENT TRIGGER migration_control_drift_end ON ddl_command_end
    EXECUTE FUNCTION migration_control_drift.record();
CREATE EVENT TRIGGER migration_control_drift_drop ON sql_drop
    EXECUTE FUNCTION migration_control_drift.record()
