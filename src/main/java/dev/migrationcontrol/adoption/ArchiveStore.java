package dev.migrationcontrol.adoption;

import dev.migrationcontrol.system.table.VersionTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The record of an adoption, in a schema of its own in the target: it is written and removed in the same transaction
 * as the adoption.
 */
final class ArchiveStore {
    static final String SCHEMA = "migration_control_archive";

    private static final int MOST_SCHEMAS = 9;
    private static final String TABLES = """
            CREATE SCHEMA IF NOT EXISTS migration_control_archive;
            CREATE TABLE IF NOT EXISTS migration_control_archive.consolidation (
                history text PRIMARY KEY, operation uuid NOT NULL, adopted_at timestamptz NOT NULL DEFAULT now(),
                history_was_there boolean NOT NULL, rows integer NOT NULL, retirement uuid, retired_at timestamptz);
            CREATE TABLE IF NOT EXISTS migration_control_archive.consolidation_source (
                history text NOT NULL REFERENCES migration_control_archive.consolidation ON DELETE CASCADE,
                version text NOT NULL, script text NOT NULL, system text NOT NULL, old_table text NOT NULL,
                old_id text NOT NULL, old_applied_at timestamptz, PRIMARY KEY (history, version));
            CREATE TABLE IF NOT EXISTS migration_control_archive.consolidation_table (
                history text NOT NULL REFERENCES migration_control_archive.consolidation ON DELETE CASCADE,
                position integer NOT NULL, system text NOT NULL, schema_name text NOT NULL, table_name text NOT NULL,
                archive_schema text, PRIMARY KEY (history, position));
            COMMENT ON SCHEMA migration_control_archive IS
                'What Migration Control keeps of old migration systems; see its docs/consolidation.md'""";

    private final Connection connection;
    private final String history;

    /** @param history the qualified name of the history, which the records are of */
    ArchiveStore(Connection connection, String history) {
        this.connection = connection;
        this.history = history;
    }

    /** The schemas of the archive; more than one only where old tables share a name. */
    static List<String> schemas() {
        return IntStream.rangeClosed(1, MOST_SCHEMAS)
                .mapToObj(i -> i == 1 ? SCHEMA : SCHEMA + "_" + i)
                .toList();
    }

    Optional<AdoptionRecord> find() throws SQLException {
        if (!isThere("migration_control_archive.consolidation")) {
            return Optional.empty();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT operation, retirement, history_was_there,"
                        + " rows FROM migration_control_archive.consolidation WHERE history = ?")) {
            statement.setString(1, history);
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new AdoptionRecord(
                                result.getObject(1, UUID.class),
                                result.getObject(2, UUID.class),
                                result.getBoolean(3),
                                result.getInt(4),
                                tables()))
                        : Optional.empty();
            }
        }
    }

    private List<AdoptionRecord.ArchivedTable> tables() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT system, schema_name, table_name,"
                + " archive_schema FROM migration_control_archive.consolidation_table WHERE history = ?"
                + " ORDER BY position")) {
            statement.setString(1, history);
            List<AdoptionRecord.ArchivedTable> tables = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    tables.add(new AdoptionRecord.ArchivedTable(
                            result.getString(1), result.getString(2), result.getString(3), result.getString(4)));
                }
            }
            return tables;
        }
    }

    void add(UUID operation, boolean historyWasThere, Takeover takeover) throws SQLException {
        execute(TABLES);
        update(
                "INSERT INTO migration_control_archive.consolidation (operation, history, history_was_there, rows)"
                        + " VALUES (?, ?, ?, ?)",
                operation,
                history,
                historyWasThere,
                takeover.applied().size());
        for (AppliedMigration.Provenance each : takeover.provenance()) {
            Instant at = each.appliedAt();
            update(
                    "INSERT INTO migration_control_archive.consolidation_source VALUES (?, ?, ?, ?, ?, ?, ?)",
                    history,
                    each.version(),
                    each.script(),
                    each.system(),
                    each.table(),
                    each.oldId(),
                    at == null ? null : Timestamp.from(at));
        }
        int position = 0;
        for (SystemRecord record : takeover.systems()) {
            addTable(position++, record.system().display(), record.table());
        }
        for (VersionTable companion : takeover.companions()) {
            addTable(position++, takeover.ownerOf(companion), companion);
        }
    }

    private void addTable(int position, String system, VersionTable table) throws SQLException {
        update(
                "INSERT INTO migration_control_archive.consolidation_table SELECT ?, ?, ?, ?, ?, NULL WHERE NOT EXISTS"
                        + " (SELECT FROM migration_control_archive.consolidation_table"
                        + " WHERE history = ? AND schema_name = ? AND table_name = ?)",
                history,
                position,
                system,
                table.schema(),
                table.name(),
                history,
                table.schema(),
                table.name());
    }

    void archived(AdoptionRecord.ArchivedTable table, String archive) throws SQLException {
        update(
                "UPDATE migration_control_archive.consolidation_table SET archive_schema = ?"
                        + " WHERE history = ? AND schema_name = ? AND table_name = ?",
                archive,
                history,
                table.schema(),
                table.name());
    }

    void retired(UUID operation) throws SQLException {
        update(
                "UPDATE migration_control_archive.consolidation SET retirement = ?, retired_at = now() WHERE history = ?",
                operation,
                history);
    }

    /** Forgets the adoption; the schemas of the archive go with the last one, unless someone else uses them. */
    void remove() throws SQLException {
        update("DELETE FROM migration_control_archive.consolidation WHERE history = ?", history);
        execute("""
                DO $$
                DECLARE archive name;
                BEGIN
                    IF NOT EXISTS (SELECT FROM migration_control_archive.consolidation) THEN
                        DROP TABLE migration_control_archive.consolidation_source,
                            migration_control_archive.consolidation_table, migration_control_archive.consolidation;
                    END IF;
                    FOR archive IN SELECT nspname FROM pg_namespace n WHERE nspname ~ '^migration_control_archive(_[2-9])?$'
                            AND NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid)
                            AND NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = n.oid) LOOP
                        EXECUTE format('DROP SCHEMA %I', archive);
                    END LOOP;
                END $$""");
    }

    boolean isThere(String relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, relation);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
