package dev.migrationcontrol.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** What the model of a schema does not see, written down as the statements that make it. */
final class UnmodelledObjects {
    private static final Set<String> KINDS = Set.of(
            "publication",
            "subscription",
            "default privileges",
            "conversion",
            "operator family",
            "operator class",
            "access method",
            "transform",
            "language",
            "user mapping",
            "privileges on function",
            "privileges on table");

    /** A subscription is read as a whole, of a user mapping the secrets; owners are no part of what is written down. */
    private static final Predicate<String> NEEDED =
            aspect -> aspect.equals("definition") || aspect.startsWith("option");

    private UnmodelledObjects() {}

    /** The statements, and a comment for what there is no statement for. */
    static String of(Connection connection, ComparisonScope hidden) throws SQLException {
        SchemaSnapshot there = SchemaSnapshot.of(connection, hidden).only(UnmodelledObjects::isUnseen);
        List<String> lines = new ArrayList<>();
        ClosingStatements.leading(there.only((thing, aspect) -> false), there, thing -> true)
                .forEach(statement -> lines.add(statement + ";"));
        for (SchemaObject thing : there.thingsOf(there)) {
            Map<String, Aspect> aspects = Objects.requireNonNull(there.aspects(thing));
            aspects.forEach((name, aspect) -> {
                if (aspect.make() == null && NEEDED.test(name)) {
                    lines.add(byHand(thing, name));
                }
            });
        }
        return String.join("\n\n", lines);
    }

    /** Whether a statement drops such an object; a user mapping is dropped with its server by the model itself. */
    static boolean drops(String statement) {
        return KINDS.stream()
                .filter(kind -> !kind.equals("user mapping"))
                .anyMatch(kind -> statement.startsWith("DROP " + kind.toUpperCase(Locale.ROOT) + " "));
    }

    private static boolean isUnseen(SchemaObject thing, String aspect) {
        boolean isPart = KINDS.contains(thing.kind()) && !aspect.equals("owner");
        return isPart || aspect.equals("replica identity") || aspect.startsWith("security label");
    }

    /** A comment in the place of a statement that would drop what one side alone has. */
    static String kept(Difference difference) {
        String what = difference.kind() + " " + difference.object();
        return "-- Not dropped: " + what.replaceAll("\\s+", " ")
                + ". It may be the application's. For its DROP name it in droppable.";
    }

    /** A comment in the place of what there is no statement for. */
    static String byHand(SchemaObject thing, String aspect) {
        String what = thing.kind() + " " + thing.object() + ", " + aspect;
        return "-- By hand: " + what.replaceAll("\\s+", " ");
    }
}
