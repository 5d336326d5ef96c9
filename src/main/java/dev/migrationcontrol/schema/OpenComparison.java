package dev.migrationcontrol.schema;

import dev.migrationcontrol.schema.SchemaComparison.Changes;
import dev.migrationcontrol.schema.SchemaComparison.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two databases that are compared once or more on the same two sessions: the first look at a database costs a server five
 * times as much as those that follow on the same session.
 */
public final class OpenComparison implements AutoCloseable {
    private final Connection actual;
    private final Connection expected;
    private final ComparisonScope hidden;

    OpenComparison(Connection actual, Connection expected, ComparisonScope hidden) {
        this.actual = actual;
        this.expected = expected;
        this.hidden = hidden;
    }

    /** What differs, with rows. */
    public SchemaDifferences compare(Rows rows) throws SQLException {
        return withRows(rows, objects());
    }

    /** The same of two that are known to differ. */
    SchemaDifferences compareDiffering(Rows rows) throws SQLException {
        return withRows(rows, differing().differences());
    }

    private SchemaDifferences withRows(Rows rows, SchemaDifferences objects) throws SQLException {
        List<Difference> differences = new ArrayList<>(objects.list());
        differences.addAll(new RowComparison(actual, expected, hidden).differences(rows));
        if (rows == Rows.SAME_CONTENT) {
            differences.addAll(RowContents.differences(actual, expected, differences, hidden));
        }
        List<String> notes = new ArrayList<>(objects.notes());
        notes.addAll(DatabaseProperties.notes(actual));
        return SchemaDifferences.of(differences, notes);
    }

    SchemaDifferences objects() throws SQLException {
        return same() ? unread() : differing().differences();
    }

    /** What differs, with the definitions. */
    Changes changes() throws SQLException {
        return same() ? new Changes(unread(), List.of()) : differing();
    }

    /** The same without a look at the digests first, for two that are known to differ. */
    Changes differing() throws SQLException {
        SchemaSnapshot one = SchemaSnapshot.of(actual, hidden);
        SchemaSnapshot two = SchemaSnapshot.of(expected, hidden);
        return new Changes(differences(one, two), ObjectChange.between(one, two));
    }

    private boolean same() throws SQLException {
        return SchemaSnapshot.digest(actual, hidden).equals(SchemaSnapshot.digest(expected, hidden));
    }

    private SchemaDifferences unread() throws SQLException {
        return differences(SchemaSnapshot.unread(actual, hidden), SchemaSnapshot.unread(expected, hidden));
    }

    private static SchemaDifferences differences(SchemaSnapshot one, SchemaSnapshot two) {
        List<String> notes = Stream.concat(one.notes().stream(), two.notes().stream())
                .distinct()
                .toList();
        return SchemaDifferences.of(one.differencesFrom(two), notes);
    }

    @Override
    public void close() throws SQLException {
        try (actual;
                expected) {
            // Both are closed, whatever one of them says.
        }
    }
}
