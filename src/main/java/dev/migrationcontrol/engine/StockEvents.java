package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.PlannedFiles;
import dev.migrationcontrol.sql.StatementCalls;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.resource.LoadableResource;

/** What a stock Flyway is about to do, and what has to be seen to before it does: never a sign of what was committed. */
final class StockEvents extends BaseCallback {
    private final Target target;
    private final StockListener listener;
    private final List<String> begun = new ArrayList<>();
    private boolean waitsForLocks;

    StockEvents(Target target, StockListener listener) {
        this.target = target;
        this.listener = listener;
    }

    /** The scripts that Flyway began, in their order. */
    List<String> begun() {
        return begun;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE
                || event == Event.BEFORE_EACH_MIGRATE_STATEMENT;
    }

    @Override
    public void handle(Event event, Context context) {
        MigrationInfo migration = context.getMigrationInfo();
        if (migration == null) {
            return;
        }
        switch (event) {
            case BEFORE_EACH_MIGRATE -> begin(migration, context.getConnection());
            case AFTER_EACH_MIGRATE -> verify(migration);
            default -> limitLockWaits(context.getStatement().getSql(), context.getConnection());
        }
    }

    private void begin(MigrationInfo migration, Connection connection) {
        if (target.stop().why() != null) {
            throw new FlywayException("the work should end");
        }
        verify(migration);
        begun.add(migration.getScript());
        listener.begun(migration.getScript(), !isAutoCommit(connection));
    }

    /** A shell script is read by its interpreter, not by Flyway: it is looked at before and after it runs. */
    private void verify(MigrationInfo migration) {
        PlannedFiles files = target.scripts().files();
        LoadableResource file =
                migration.getType().name().equals("SCRIPT") ? files.getResource(migration.getScript()) : null;
        if (file != null) {
            files.verify(file);
        }
    }

    /** As in our own runner: a short lock_timeout would end a concurrent build in its last phase. */
    private void limitLockWaits(String sql, Connection connection) {
        boolean concurrently = isAutoCommit(connection)
                && StatementCalls.waitsForOthers(dev.migrationcontrol.sql.Statement.of(sql, 1));
        if (concurrently == waitsForLocks) {
            return;
        }
        long millis = concurrently ? 0 : target.lockTimeout().toMillis();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + millis);
            waitsForLocks = concurrently;
        } catch (SQLException e) {
            // Only a lost connection refuses this, and the statement that comes next says so as what it is.
            return;
        }
    }

    private static boolean isAutoCommit(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            throw new FlywayException(e);
        }
    }
}
