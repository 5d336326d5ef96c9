package dev.migrationcontrol.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a script did in the rehearsal.
 *
 * @param script its file
 * @param undo whether it is an undo script
 * @param statements those that ran, by their number
 * @param created relations that are there after it and were not before, with their schema
 * @param dropped relations that were there before it and are not after
 */
public record ScriptMeasurement(
        String script,
        boolean undo,
        Duration duration,
        List<StatementMeasurement> statements,
        List<String> created,
        List<String> dropped) {
    public ScriptMeasurement {
        statements = List.copyOf(statements);
        created = List.copyOf(created);
        dropped = List.copyOf(dropped);
    }

    /** The same; null where nothing was measured of it. */
    public @Nullable StatementMeasurement find(int number) {
        return statement(number).orElse(null);
    }

    /** What was measured of the statement of this number. */
    public Optional<StatementMeasurement> statement(int number) {
        return statements.stream().filter(each -> each.number() == number).findFirst();
    }
}
