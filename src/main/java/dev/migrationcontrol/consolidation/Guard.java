package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.consolidation.AdoptionRecord.ArchivedTable;

/**
 * Stands where a retired version table was: a table of the same name and columns on which nothing can be planned. Its
 * index has a predicate that PostgreSQL evaluates whenever it plans a statement on the table (seen in 15 to 18), and that
 * raises the message. A view would do for runners that only read; but several look for a table first, and would answer its
 * absence with an unclear "already exists". Maintenance and dumps are let through.
 */
final class Guard {
    private static final String ALLOWED =
            "^\\s*(analyze|vacuum|reindex|cluster|copy|lock|comment|drop|alter|create\\s+(unique\\s+)?index)\\M";

    private final ArchivedTable table;
    private final String archive;

    Guard(ArchivedTable table, String archive) {
        this.table = table;
        this.archive = archive;
    }

    /** Statements that put it up, once the table is gone. */
    String create() {
        return """
                %1$s RETURN true; END $guard$;
                CREATE TABLE %2$s (LIKE %3$s INCLUDING INDEXES);
                ALTER TABLE %2$s SET (autovacuum_enabled = off);
                COMMENT ON TABLE %2$s IS %4$s;
                CREATE INDEX %5$s ON %2$s ((1)) WHERE %6$s();
                %1$s
                    IF current_query() IS NULL OR current_query() ~* %7$s THEN
                        RETURN true;
                    END IF;
                    RAISE EXCEPTION USING MESSAGE = %4$s, HINT = %8$s;
                END $guard$""".formatted(
                        "CREATE OR REPLACE FUNCTION " + function()
                                + "() RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $guard$ BEGIN",
                        table.quoted(),
                        table.in(archive),
                        literal(message()),
                        VersionTable.quote(name()),
                        function(),
                        literal(ALLOWED),
                        literal("Take this runner out of the deployment. The old table is kept as " + archive + "."
                                + table.name() + "; an undo of the consolidation puts it back."));
    }

    /** Statements that take it away. */
    String drop() {
        return "DROP TABLE " + table.quoted() + "; DROP FUNCTION " + function() + "()";
    }

    private String message() {
        return table.system()
                + " is retired here: the migrations of this database are run by Migration Control, its history"
                + " is Flyway's. Nothing was applied.";
    }

    /** Names are cut at 63 bytes by the server; the digest keeps them apart. */
    private String name() {
        return "migration_control_guard_" + Integer.toHexString(table.display().hashCode()) + "_" + table.name();
    }

    private String function() {
        return VersionTable.quote(ArchiveStore.SCHEMA) + "." + VersionTable.quote(name());
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
