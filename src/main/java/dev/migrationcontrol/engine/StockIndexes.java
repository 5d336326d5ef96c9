package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.script.Scripts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.core.BaseConnection;

/** The invalid indexes that the scripts of a stock Flyway leave: those that are new, and that a script names. */
final class StockIndexes {
    private final Target target;
    private final MigrationRunner sessions;
    private final Set<InvalidIndex> before;

    private StockIndexes(Target target, MigrationRunner sessions, Set<InvalidIndex> before) {
        this.target = target;
        this.sessions = sessions;
        this.before = before;
    }

    static StockIndexes before(Target target, MigrationRunner sessions) throws RunFailure {
        return new StockIndexes(target, sessions, read(target, sessions));
    }

    /** @param begun the scripts that ran, or began to */
    void requireNoneNew(List<String> begun) throws RunFailure {
        List<String> left = left(begun);
        if (!left.isEmpty()) {
            throw new RunFailure(
                    Reason.CHECK_FAILED,
                    "The scripts leave an invalid index, which no query uses: " + String.join(", ", left)
                            + ". Drop it before the next try.");
        }
    }

    /** The failure with what it leaves, as far as that can be seen. */
    public RunFailure named(RunFailure failure, List<String> begun) {
        try {
            List<String> left = left(begun);
            return left.isEmpty()
                    ? failure
                    : failure.withEffect(
                            "It leaves the invalid index " + String.join(", ", left) + ", which no query uses.", false);
        } catch (RunFailure unseen) {
            return failure;
        }
    }

    private List<String> left(List<String> begun) throws RunFailure {
        List<ConcurrentBuild> builds =
                begun.stream().flatMap(this::text).map(ConcurrentBuild::in).toList();
        return read(target, sessions).stream()
                .filter(index -> before.stream().noneMatch(index::isSameAs))
                .filter(index -> builds.stream().anyMatch(build -> build.mayLeave(index)))
                .map(InvalidIndex::toString)
                .sorted()
                .toList();
    }

    private Stream<String> text(String name) {
        Scripts scripts = target.scripts().scripts();
        return Stream.of(scripts.migrations(), scripts.baselines())
                .flatMap(List::stream)
                .filter(script -> script.name().equals(name) && script.type().startsWith("SQL"))
                .map(target.scripts()::textOf);
    }

    private static Set<InvalidIndex> read(Target target, MigrationRunner sessions) throws RunFailure {
        try (Connection connection = sessions.open(target, "/indexes")) {
            return InvalidIndex.findAll(Objects.requireNonNull(connection.unwrap(BaseConnection.class)));
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }
}
