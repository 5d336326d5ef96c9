package dev.migrationcontrol.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The statements that lead from one picture to another, as far as they are at hand. */
final class ClosingStatements {
    /** What others are made with. */
    private static final List<String> FIRST =
            List.of("CREATE LANGUAGE ", "CREATE TRUSTED LANGUAGE ", "CREATE ACCESS METHOD ", "CREATE OPERATOR FAMILY ");

    private final List<String> statements = new ArrayList<>();
    private final Predicate<SchemaObject> droppable;

    private ClosingStatements(Predicate<SchemaObject> droppable) {
        this.droppable = droppable;
    }

    /** What is taken away first, then what is created, then what is changed of it. */
    static List<String> leading(SchemaSnapshot from, SchemaSnapshot to, Predicate<SchemaObject> droppable) {
        ClosingStatements closing = new ClosingStatements(droppable);
        for (SchemaObject thing : from.thingsOf(to)) {
            Map<String, Aspect> here = from.aspects(thing);
            Map<String, Aspect> there = to.aspects(thing);
            if (here != null && there != null) {
                from.differing(thing, to).forEach(aspect -> closing.change(here.get(aspect), there.get(aspect)));
            } else if (there != null) {
                there.values().forEach(aspect -> closing.add(aspect.make()));
            } else if (here != null && from.counts(thing, to)) {
                closing.drop(thing, here);
            }
        }
        return closing.statements.stream()
                .distinct()
                .sorted(Comparator.comparingInt(ClosingStatements::rank))
                .toList();
    }

    private void drop(SchemaObject thing, Map<String, Aspect> aspects) {
        Aspect existence = aspects.get("kind");
        String drop = existence == null ? null : existence.unmake();
        if (drop != null) {
            add(!drop.contains("DROP ") || droppable.test(thing) ? drop : null);
        } else if (droppable.test(thing)
                || aspects.values().stream()
                        .noneMatch(each -> String.valueOf(each.unmake()).contains("DROP "))) {
            aspects.values().forEach(aspect -> add(aspect.unmake()));
        }
    }

    private void change(@Nullable Aspect here, @Nullable Aspect there) {
        String make = there == null ? null : there.make();
        if (here != null && !(make != null && replaces(make))) {
            add(here.unmake());
        }
        add(make);
    }

    /** Whether a statement puts a value in the place of another. */
    private static boolean replaces(String statement) {
        return statement.startsWith("COMMENT ") || statement.startsWith("SECURITY ") || statement.startsWith("DO ");
    }

    private void add(@Nullable String statement) {
        if (statement != null) {
            statements.add(statement);
        }
    }

    private static int rank(String statement) {
        if (statement.startsWith("DROP ")) {
            return 0;
        }
        boolean isNeeded = FIRST.stream().anyMatch(statement::startsWith);
        return isNeeded ? 1 : statement.startsWith("CREATE ") ? 2 : 3;
    }
}
