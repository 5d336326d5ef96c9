package dev.migrationcontrol.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Closes on a scratch database what the model of the schema does not see, statement by statement. */
final class ClosingRun {
    /** One may need what another makes; those that fail are tried again as long as any succeeds. */
    private static final int ROUNDS = 5;

    private final Connection scratch;
    private final ComparisonScope hidden;
    private final Predicate<SchemaObject> droppable;
    private final List<String> done = new ArrayList<>();

    ClosingRun(Connection scratch, ComparisonScope hidden, Predicate<SchemaObject> droppable) {
        this.scratch = scratch;
        this.hidden = hidden;
        this.droppable = droppable;
    }

    /** Runs what it can, and reports what still differs. */
    List<Difference> close(SchemaSnapshot wanted) throws SQLException {
        return close(wanted, sql -> true);
    }

    /** Drops what would keep the model's script from dropping what it needs. */
    void dropUnseen(SchemaSnapshot wanted) throws SQLException {
        List<Difference> unused = close(wanted, UnmodelledObjects::drops);
    }

    private List<Difference> close(SchemaSnapshot wanted, Predicate<String> which) throws SQLException {
        SchemaSnapshot here = SchemaSnapshot.of(scratch, hidden);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> succeeded = run(ClosingStatements.leading(here, wanted, droppable).stream()
                    .filter(which)
                    .toList());
            if (succeeded.isEmpty()) {
                break;
            }
            done.addAll(succeeded);
            here = SchemaSnapshot.of(scratch, hidden);
        }
        return SchemaDifferences.of(here.differencesFrom(wanted)).serious();
    }

    /** The statements that were run, in their order. */
    List<String> done() {
        return List.copyOf(done);
    }

    private List<String> run(List<String> statements) {
        List<String> succeeded = new ArrayList<>();
        for (String sql : statements) {
            try (Statement statement = scratch.createStatement()) {
                statement.execute(sql);
                succeeded.add(sql);
            } catch (SQLException e) {
                // What cannot be run is a difference that remains, and is reported as one.
                continue;
            }
        }
        return succeeded;
    }
}
