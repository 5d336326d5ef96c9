package dev.migrationcontrol.engine;

import dev.migrationcontrol.sql.IndexCommand;
import dev.migrationcontrol.sql.Statement;
import java.util.List;

/**
 * An index that a statement creates {@code IF NOT EXISTS}. PostgreSQL is then content with one of that name that an
 * interrupted build left invalid.
 *
 * @param schema of its table; empty where the statement does not say it
 */
record ReusedIndex(String schema, String name) {
    static List<ReusedIndex> in(Statement statement) {
        return IndexCommand.of(statement).stream()
                .filter(IndexCommand::unlessExists)
                .flatMap(command -> command.names().stream().map(name -> new ReusedIndex(command.schema(), name)))
                .toList();
    }

    boolean is(InvalidIndex index) {
        return name.equals(index.name()) && (schema.isEmpty() ? index.visible() : schema.equals(index.schema()));
    }
}
