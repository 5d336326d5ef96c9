package dev.migrationcontrol.adoption;

import dev.migrationcontrol.adoption.AdoptionRecord.ArchivedTable;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.system.table.OldSystem;
import dev.migrationcontrol.system.table.VersionTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts old version tables into the archive and a guard where they were; or back. Within the transaction of its caller. */
final class Retirement {
    private static final String CLASHES = """
            SELECT EXISTS (SELECT FROM pg_class old JOIN pg_class c ON c.relname = old.relname
                            JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND (old.oid = to_regclass(?)
                OR old.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = to_regclass(?))
                OR old.oid IN (SELECT objid FROM pg_depend WHERE refobjid = to_regclass(?)
                                  AND classid = 'pg_class'::regclass AND deptype IN ('a', 'i'))))""";

    private final Connection connection;
    private final ArchiveStore store;

    Retirement(Connection connection, ArchiveStore store) {
        this.connection = connection;
        this.store = store;
    }

    /** @return what was done */
    List<String> retire(UUID operation, AdoptionRecord record) throws SQLException, RunFailure {
        List<String> changes = new ArrayList<>();
        requireQuiet(record);
        for (ArchivedTable table : record.tables()) {
            if (!store.isThere(table.quoted())) {
                throw new RunFailure(
                        Reason.NOT_APPLICABLE,
                        "The old version table " + table.display() + " no longer exists. Nothing was changed.");
            }
            String archive = archiveFor(table);
            store.execute("ALTER TABLE " + table.quoted() + " SET SCHEMA " + archive);
            store.execute(new Guard(table, archive).create());
            store.archived(table, archive);
            changes.add(moved(table, archive));
        }
        store.retired(operation);
        return changes;
    }

    /** A runner that is at work now holds a lock on its table or its own; the move must not wait for it half-way. */
    private void requireQuiet(AdoptionRecord record) throws SQLException, RunFailure {
        Findings findings = new Findings();
        List<String> names =
                record.tables().stream().map(ArchivedTable::display).toList();
        List<SystemRecord> systems = new ArrayList<>();
        for (VersionTable table : VersionTables.find(connection, names)) {
            record.tables().stream()
                    .filter(each -> each.display().equals(table.display()))
                    .flatMap(each -> OldSystem.find(each.system()).stream())
                    .forEach(system -> systems.add(new SystemRecord(system, table, List.of())));
        }
        RunnersInFlight.note(connection, systems, findings);
        if (Findings.block(findings.list())) {
            throw new RunFailure(Reason.LOCK_UNAVAILABLE, findings.list().get(0).detail() + " Nothing was changed.");
        }
    }

    private String archiveFor(ArchivedTable table) throws SQLException, RunFailure {
        for (String schema : ArchiveStore.schemas()) {
            store.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
            if (!clashes(schema, table)) {
                return schema;
            }
        }
        throw new RunFailure(Reason.NOT_APPLICABLE, "The archive has no free name for another " + table.name() + ".");
    }

    private boolean clashes(String schema, ArchivedTable table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLASHES)) {
            statement.setString(1, schema);
            for (int i = 2; i <= 4; i++) {
                statement.setString(i, table.quoted());
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** @return what was done */
    List<String> putBack(AdoptionRecord record) throws SQLException {
        List<String> changes = new ArrayList<>();
        for (ArchivedTable table : record.tables()) {
            String archive = table.archive();
            if (archive != null) {
                store.execute(new Guard(table, archive).drop());
                store.execute("ALTER TABLE " + table.in(archive) + " SET SCHEMA " + VersionTable.quote(table.schema()));
                changes.add("move " + archive + "." + table.name() + " back to " + table.display());
            }
        }
        return changes;
    }

    static List<String> planned(AdoptionRecord record) {
        return record.tables().stream()
                .map(table -> moved(table, ArchiveStore.SCHEMA))
                .toList();
    }

    private static String moved(ArchivedTable table, String archive) {
        return "move " + table.display() + " to " + archive + " and leave a guard in its place";
    }
}
