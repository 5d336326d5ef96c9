package dev.migrationcontrol.adoption;

import dev.migrationcontrol.adoption.AdoptionRecord.ArchivedTable;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.table.VersionTable;

/**
 * Takes the place of a retired version table: a table of the same name and columns on which nothing can be planned. Its
 * index has a predicate that PostgreSQL evaluates whenever it plans a statement on the table (seen in 15 to 18), and that
 * raises the message. A view would do for runners that only read; but several look for a table first, and would answer its
 * absence with an unclear "already exists". Maintenance and dumps are let through.
 *
 * <p>MyBatis takes any failure of its first look, {@code select count(1)}, for a database without a changelog, and runs all
 * scripts from the first one. It gets a view whose rows can be counted, and whose columns raise when they are read.
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
        return countsFirst() ? createView() : createTable();
    }

    /** Statements that take it away. */
    String drop() {
        return "DROP " + (countsFirst() ? "VIEW " : "TABLE ") + table.quoted() + "; DROP FUNCTION " + function() + "()";
    }

    private boolean countsFirst() {
        return MigrationSystems.named(table.system()).has(Trait.COUNTS_TABLES_FIRST);
    }

    private String createTable() {
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
                        head("IMMUTABLE"),
                        table.quoted(),
                        table.in(archive),
                        literal(message()),
                        VersionTable.quote(name()),
                        function(),
                        literal(ALLOWED),
                        literal(hint()));
    }

    /**
     * Not volatile, so that counting the rows does not call it; it selects from no table, so that there is always a row.
     * Whoever asks may count, since a refusal of that would be taken for a database without a changelog, too.
     */
    private String createView() {
        return """
                %1$s RAISE EXCEPTION USING MESSAGE = %4$s, HINT = %5$s; END $guard$;
                CREATE VIEW %2$s AS SELECT CASE WHEN %3$s() THEN 0::numeric(20) END AS id,
                    CASE WHEN %3$s() THEN ''::varchar(25) END AS applied_at,
                    CASE WHEN %3$s() THEN ''::varchar(255) END AS description;
                CREATE RULE %6$s AS ON INSERT TO %2$s DO INSTEAD SELECT %3$s();
                GRANT SELECT, INSERT ON %2$s TO PUBLIC;
                COMMENT ON VIEW %2$s IS %4$s""".formatted(
                        head("STABLE"),
                        table.quoted(),
                        function(),
                        literal(message()),
                        literal(hint()),
                        VersionTable.quote(name()));
    }

    private String head(String volatility) {
        return "CREATE OR REPLACE FUNCTION " + function() + "() RETURNS boolean LANGUAGE plpgsql " + volatility
                + " AS $guard$ BEGIN";
    }

    private String message() {
        return MigrationSystems.subject(table.system())
                + " is retired here: the migrations of this database are run by Migration Control, its history"
                + " is Flyway's. Nothing was applied.";
    }

    private String hint() {
        return "Take this runner out of the deployment. The old table is kept as " + archive + "." + table.name()
                + "; an undo of the consolidation puts it back.";
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
