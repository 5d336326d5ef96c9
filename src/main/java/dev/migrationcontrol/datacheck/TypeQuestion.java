package dev.migrationcontrol.datacheck;

import dev.migrationcontrol.catalogue.TargetColumn;
import dev.migrationcontrol.catalogue.TargetRelation;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a column's type asks of its values: a condition for those that cannot be one of the new type, or, where
 * they cannot be distinguished, an expression that fails.
 */
record TypeQuestion(@Nullable String condition, @Nullable String cast) {
    /** {@code pg_input_is_valid} is there since. */
    private static final int ASKS_INPUT = 16;

    private static final List<String> TEXTS = List.of("text", "character varying", "character");
    private static final Map<String, String> RANGES = Map.of(
            "smallint", "-32768 AND 32767",
            "integer", "-2147483648 AND 2147483647",
            "bigint", "-9223372036854775808 AND 9223372036854775807");
    /** The narrower ones first. */
    private static final List<String> NUMBERS =
            List.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

    static Optional<TypeQuestion> of(TableAction.SetType set, int major, TargetRelation table) {
        Optional<TargetColumn> column = table.column(set.column());
        if (column.isEmpty()) {
            return Optional.empty();
        }
        TypeName from = TypeName.of(column.get().type());
        TypeName to = set.type();
        String name = DataQuestions.quoted(set.column());
        if (to.array() || from.array() || from.equals(to)) {
            return Optional.empty();
        }
        if (set.using() != null) {
            boolean plainCast = TEXTS.contains(from.base())
                    && set.using().text().replace("\"", "").startsWith(set.column() + "::");
            return Optional.of(
                    plainCast && major >= ASKS_INPUT
                            ? new TypeQuestion(
                                    name + " IS NOT NULL AND NOT pg_catalog.pg_input_is_valid(" + name + "::text, '"
                                            + to.toString().replace("'", "''") + "')",
                                    null)
                            : new TypeQuestion(null, set.using().text()));
        }
        return narrowing(from, to, name);
    }

    private static Optional<TypeQuestion> narrowing(TypeName from, TypeName to, String name) {
        String range = RANGES.get(to.base());
        if (range != null && NUMBERS.indexOf(from.base()) > NUMBERS.indexOf(to.base())) {
            return when(name + " NOT BETWEEN " + range);
        }
        boolean texts = TEXTS.contains(to.base()) && TEXTS.contains(from.base());
        if (texts && to.modifiers().size() == 1) {
            return when("pg_catalog.length(pg_catalog.rtrim(" + name + "::text)) > "
                    + to.modifiers().get(0));
        }
        if (to.base().equals("numeric")
                && NUMBERS.contains(from.base())
                && !to.modifiers().isEmpty()) {
            int scale = to.modifiers().size() > 1 ? to.modifiers().get(1) : 0;
            return when("pg_catalog.abs(pg_catalog.round(" + name + "::numeric, " + scale + ")) >= 1e"
                    + (to.modifiers().get(0) - scale));
        }
        return Optional.empty();
    }

    private static Optional<TypeQuestion> when(String condition) {
        return Optional.of(new TypeQuestion(condition, null));
    }
}
