package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.engine.StatementProbe;
import dev.migrationcontrol.rehearsal.KnownRelations.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Measures the statements of one script from inside of its session. */
final class Measuring implements StatementProbe {
    /** Only settings of the session: they lock nothing, and some of them have to come before any query. */
    private static final Set<String> SETTINGS = Set.of("SET", "RESET", "SHOW", "BEGIN", "START TRANSACTION");

    /** What changes rows one statement at a time is measured together once there were so many statements. */
    private static final Set<String> ROWS = Set.of("INSERT", "UPDATE", "DELETE", "SELECT", "COPY", "MERGE");

    private static final int MOST_OF_ROWS = 300;

    private final KnownRelations known;
    private final StatementEffect.Files files;
    private final OutsideStatements outside;
    private final List<Measured> measured = new ArrayList<>();
    private SessionReading last;
    private long started;
    private boolean wrapped;
    private @Nullable LockWatch watching;

    /**
     * @param wal the position in the write-ahead log when the script begins
     * @param files what became of the files of relations in scripts before
     * @param outside knows how each statement runs outside of a transaction
     */
    Measuring(KnownRelations known, StatementEffect.Files files, long wal, OutsideStatements outside) {
        this.known = known;
        this.files = files;
        this.outside = outside;
        this.last = SessionReading.atStart(wal);
    }

    /** What was measured of one statement, before it is known how long its locks are held. */
    private record Measured(
            int number,
            Duration duration,
            long wal,
            StatementEffect effect,
            boolean lowerBound,
            boolean ownTransaction) {}

    @Override
    public void before(Connection connection, int statement, boolean outsideOfTransaction) throws SQLException {
        wrapped = false;
        watching = null;
        if (outsideOfTransaction && state(connection) == TransactionState.IDLE) {
            switch (outside.kind(statement)) {
                case ALONE -> watching = outside.watch(connection, statement);
                case WRAPPED -> begin(connection);
                case UNMEASURED -> {}
            }
        }
        started = System.nanoTime();
    }

    private void begin(Connection connection) throws SQLException {
        execute(connection, "BEGIN");
        wrapped = true;
        last = SessionReading.of(connection);
    }

    @Override
    public void after(Connection connection, int statement, String tag) throws SQLException {
        Duration duration = Duration.ofNanos(System.nanoTime() - started);
        LockWatch watch = watching;
        if (watch != null) {
            watching = null;
            measured.add(new Measured(statement, duration, 0, watch.end(connection, known, files), true, true));
        } else if (state(connection) == TransactionState.OPEN && isLookedAt(tag)) {
            SessionReading now = SessionReading.of(connection);
            measured.add(new Measured(
                    statement, duration, now.wal() - last.wal(), effect(tag, now, connection), false, wrapped));
            last = now;
        } else {
            measured.add(new Measured(statement, duration, 0, StatementEffect.NONE, outsideOf(connection), true));
            last = state(connection) == TransactionState.OPEN ? last : SessionReading.atStart(last.wal());
        }
        if (wrapped) {
            execute(connection, "COMMIT");
            wrapped = false;
            last = SessionReading.atStart(last.wal());
        }
    }

    /** TRUNCATE builds the indexes of tables again that are empty then, which reads nothing. */
    private StatementEffect effect(String tag, SessionReading now, Connection connection) throws SQLException {
        StatementEffect effect = StatementEffect.between(last, now, known, files, connection);
        return tag.startsWith("TRUNCATE") ? effect.withoutScans() : effect;
    }

    private static boolean outsideOf(Connection connection) throws SQLException {
        return state(connection) != TransactionState.OPEN;
    }

    @Override
    public void failed(Connection connection) throws SQLException {
        LockWatch watch = watching;
        if (watch != null) {
            watching = null;
            watch.abandon();
        }
        if (wrapped) {
            wrapped = false;
            execute(connection, "ROLLBACK");
        }
    }

    private boolean isLookedAt(String tag) {
        String command = tag.replaceFirst("[ 0-9]+$", "");
        return !SETTINGS.contains(command) && (measured.size() < MOST_OF_ROWS || !ROWS.contains(command));
    }

    /** What was measured, with how long each lock was held: to the end of the script, unless the statement ran alone. */
    List<StatementMeasurement> results() {
        List<StatementMeasurement> results = new ArrayList<>();
        Duration rest = Duration.ZERO;
        for (int i = measured.size() - 1; i >= 0; i--) {
            Measured each = measured.get(i);
            rest = each.ownTransaction() ? Duration.ZERO : rest.plus(each.duration());
            results.add(0, result(each, each.ownTransaction() ? each.duration() : rest));
        }
        return results;
    }

    private static StatementMeasurement result(Measured of, Duration held) {
        StatementEffect effect = of.effect();
        List<StatementMeasurement.Lock> locks = new ArrayList<>();
        Map<Relation, LockMode> modes = new HashMap<>(effect.locks());
        modes.forEach((relation, mode) ->
                locks.add(new StatementMeasurement.Lock(relation.name(), relation.kindName(), mode, held)));
        List<StatementMeasurement.Scan> scans = effect.scans().entrySet().stream()
                .map(each -> new StatementMeasurement.Scan(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(StatementMeasurement.Scan::relation))
                .toList();
        return new StatementMeasurement(
                of.number(),
                of.duration(),
                of.wal(),
                locks,
                effect.rewrites(),
                scans,
                effect.rebuilt(),
                of.lowerBound());
    }

    private static TransactionState state(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
