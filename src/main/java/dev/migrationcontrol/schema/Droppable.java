package dev.migrationcontrol.schema;

import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.ReadScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pgcodekeeper.core.model.difftree.TreeElement;

/**
 * What closing scripts may drop. What one side alone has may be the application's, with rows in it, so nothing is
 * dropped that was not asked for by its name.
 *
 * @param names as differences have them: {@code schema.table}, {@code schema.table.column}; quotes do not count
 */
public record Droppable(Set<String> names) {
    /** Nothing may be dropped. */
    public static final Droppable NOTHING = new Droppable(Set.of());

    /** What holds rows: a new one of the same name does not hold the same. Views and what they hold are made anew. */
    private static final String HOLDING = """
            SELECT 'r' || c.oid, n.nspname || '.' || c.relname
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
             UNION ALL
            SELECT 'a' || c.oid || '.' || a.attnum, n.nspname || '.' || c.relname || '.' || a.attname
              FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^pg_'
               AND n.nspname <> 'information_schema'""";

    public Droppable {
        names = names.stream().map(Droppable::unquoted).collect(Collectors.toUnmodifiableSet());
    }

    private static String unquoted(String name) {
        return name.replace("\"", "");
    }

    /** Those names, as a request has them. */
    public static Droppable of(Collection<String> names) {
        return new Droppable(Set.copyOf(names));
    }

    boolean allows(String object) {
        return names.contains(unquoted(object));
    }

    boolean allows(SchemaObject thing) {
        return allows(thing.object());
    }

    /** An element of a model; what is part of a table has the table's name in between, or not. */
    boolean allows(TreeElement element) {
        String name = unquoted(element.getQualifiedName());
        String[] parts = name.split("\\.");
        return allows(name) || (parts.length == 3 && allows(parts[0] + "." + parts[2]));
    }

    /** A script without the statements that drop columns which are not named. */
    String withoutColumns(String script) {
        return ReadScript.without(script, this::dropsOtherColumns).strip();
    }

    private boolean dropsOtherColumns(dev.migrationcontrol.sql.Statement statement) {
        List<Effect> effects = Effect.of(statement);
        return !effects.isEmpty()
                && effects.stream()
                        .allMatch(effect -> effect.verb() == Effect.Verb.DROPS
                                && effect.kind().equals("column")
                                && !allows(effect.foldedOn() + "." + effect.folded()));
    }

    /** What holds rows in a database, by what stays the same as long as it is not made anew. */
    static Map<String, String> holding(Connection connection) throws SQLException {
        Map<String, String> holding = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(HOLDING)) {
            while (result.next()) {
                holding.put(result.getString(1), result.getString(2));
            }
        }
        return holding;
    }

    /** What is gone since and was not named; a column goes with its table, and a partition with what it is part of. */
    List<String> lost(Map<String, String> before, Connection connection) throws SQLException {
        Map<String, String> after = holding(connection);
        return before.entrySet().stream()
                .filter(each -> !after.containsKey(each.getKey()))
                .map(Map.Entry::getValue)
                .filter(name -> !allows(name) && names.stream().noneMatch(named -> name.startsWith(named + ".")))
                .distinct()
                .sorted()
                .toList();
    }
}
