package dev.migrationcontrol.rule;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.statement.Command;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A command of a script that is judged, for rules that compare it with others.
 *
 * @param locks those that it takes on tables, also on new ones, in their order
 */
public record Done(Command command, Step step, Map<TableFacts, LockMode> locks) {
    public Done {
        locks = Collections.unmodifiableMap(new LinkedHashMap<>(locks));
    }
}
