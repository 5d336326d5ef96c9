package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.core.BaseConnection;

/**
 * Sees to it that no script is a success that leaves, or is content with, an invalid index. Indexes that other sessions
 * build meanwhile do not count.
 */
final class IndexCheck {
    private final BaseConnection connection;
    private final Set<InvalidIndex> before;

    private IndexCheck(BaseConnection connection, Set<InvalidIndex> before) {
        this.connection = connection;
        this.before = before;
    }

    static IndexCheck before(BaseConnection connection) throws SQLException {
        return new IndexCheck(connection, InvalidIndex.findAll(connection));
    }

    /** The names of indexes that have become invalid, or are invalid and new. */
    List<String> findNew(ConcurrentBuild builds) throws SQLException {
        return names(InvalidIndex.findAll(connection).stream()
                .filter(index -> isNew(index, builds))
                .toList());
    }

    /** After a script outside of a transaction, which may have begun an index. */
    void requireNoneNew(StatementClues clues) throws SQLException, RunFailure {
        require(InvalidIndex.findAll(connection).stream()
                .filter(index -> isNew(index, clues.builds()) || isReused(index, clues.reusedIndexes()))
                .collect(Collectors.toSet()));
    }

    private boolean isNew(InvalidIndex index, ConcurrentBuild builds) {
        return builds.mayLeave(index) && before.stream().noneMatch(index::isSameAs);
    }

    /** After a script in a transaction, where no index can become invalid. */
    static void requireNoneOf(List<ReusedIndex> reused, BaseConnection connection) throws SQLException, RunFailure {
        if (!reused.isEmpty()) {
            require(InvalidIndex.findAll(connection).stream()
                    .filter(index -> isReused(index, reused))
                    .collect(Collectors.toSet()));
        }
    }

    private static boolean isReused(InvalidIndex index, List<ReusedIndex> reused) {
        return reused.stream().anyMatch(each -> each.is(index));
    }

    private static void require(Set<InvalidIndex> invalid) throws RunFailure {
        if (!invalid.isEmpty()) {
            throw new RunFailure(
                    Reason.CHECK_FAILED,
                    "The script leaves an invalid index, which no query uses: "
                            + String.join(", ", names(invalid))
                            + ". Drop it before the next try.");
        }
    }

    private static List<String> names(Collection<InvalidIndex> indexes) {
        return indexes.stream().map(InvalidIndex::toString).sorted().toList();
    }
}
