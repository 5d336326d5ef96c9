package dev.migrationcontrol.adoption;

import dev.migrationcontrol.engine.HistoryChanges;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.system.table.VersionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Begins the history with what the old systems applied, in one transaction, on what was proven and nothing else. */
final class Adoption {
    private final UUID operation;
    private final String history;
    private final TakeoverReader reader;
    private final Takeover proven;

    Adoption(UUID operation, String history, TakeoverReader reader, Takeover proven) {
        this.operation = operation;
        this.history = history;
        this.reader = reader;
        this.proven = proven;
    }

    void perform(MigrationSession session) throws RunFailure {
        boolean wasThere = session.history().exists();
        session.transact((connection, changes) -> {
            lock(connection);
            if (!reader.read(connection).sameAs(proven)) {
                throw new RunFailure(
                        Reason.NOT_APPLICABLE,
                        "An old system has run since the proof was made: its records have changed. Nothing was adopted;"
                                + " ask again when its runner is stopped.");
            }
            write(connection, changes, wasThere);
            return true;
        });
    }

    /** No old runner records anything from here to the end of the transaction. */
    private void lock(Connection connection) throws SQLException {
        ArchiveStore store = new ArchiveStore(connection, history);
        for (VersionTable table : proven.tables()) {
            store.execute("LOCK TABLE " + table.quoted() + " IN SHARE MODE");
        }
    }

    private void write(Connection connection, HistoryChanges changes, boolean wasThere) throws SQLException {
        if (!wasThere) {
            changes.create();
        }
        for (AppliedMigration each : proven.applied()) {
            changes.record(each.script());
        }
        new ArchiveStore(connection, history).add(operation, wasThere, proven);
    }
}
