package dev.migrationcontrol.rule;

import dev.migrationcontrol.statement.Expression;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TypeName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change of a column's type makes the server do. */
public enum TypeChange {
    /** The values stay as they are. */
    NONE,
    /** The table is written anew. */
    REWRITE,
    /** It depends on the time zone of the session. */
    TIME_ZONE,
    /** The type before is not known. */
    UNKNOWN;

    private static final Set<String> TEXTS = Set.of("text", "character varying", "citext");
    private static final String WITH_ZONE = "timestamp with time zone";
    private static final String WITHOUT_ZONE = "timestamp without time zone";

    public static TypeChange of(TableFacts table, TableAction.SetType set) {
        TypeName from =
                table.column(set.column()).map(TableFacts.ColumnFacts::type).orElse(null);
        if (set.using() != null && !isCast(set.using(), set)) {
            return REWRITE;
        }
        return from == null || from.base().isEmpty() ? UNKNOWN : between(from, set.type());
    }

    /** Whether a USING says what the server would do without it. */
    private static boolean isCast(@Nullable Expression using, TableAction.SetType set) {
        if (using == null) {
            return true;
        }
        String text = using.text().replace("\"", "").replaceAll("\\s+", " ").strip();
        String lower = text.toLowerCase(Locale.ROOT);
        String column = set.column().toLowerCase(Locale.ROOT);
        if (lower.equals(column)) {
            return true;
        }
        String cast = lower.startsWith(column + "::")
                ? text.substring(column.length() + 2)
                : lower.startsWith("cast(" + column + " as ") && lower.endsWith(")")
                        ? text.substring(9 + column.length(), text.length() - 1)
                        : "";
        return !cast.isEmpty() && TypeName.of(cast).equals(set.type());
    }

    /** What a change from a known type to another one does. */
    public static TypeChange between(TypeName from, TypeName to) {
        if (from.equals(to)) {
            return NONE;
        }
        if (from.array() != to.array()) {
            return REWRITE;
        }
        if ((from.base().equals(WITH_ZONE) && to.base().equals(WITHOUT_ZONE))
                || (from.base().equals(WITHOUT_ZONE) && to.base().equals(WITH_ZONE))) {
            return precision(from.modifiers(), to.modifiers()) ? TIME_ZONE : REWRITE;
        }
        return isFree(from, to) ? NONE : REWRITE;
    }

    private static boolean isFree(TypeName from, TypeName to) {
        if (TEXTS.contains(from.base()) && TEXTS.contains(to.base())) {
            return to.modifiers().isEmpty()
                    || (!from.modifiers().isEmpty()
                            && to.modifiers().get(0) >= from.modifiers().get(0));
        }
        if (from.base().equals("cidr") && to.base().equals("inet")) {
            return true;
        }
        if (!from.base().equals(to.base())) {
            return false;
        }
        return switch (from.base()) {
            case "numeric" -> numeric(from.modifiers(), to.modifiers());
            case "bit varying" ->
                to.modifiers().isEmpty()
                        || (!from.modifiers().isEmpty()
                                && to.modifiers().get(0) >= from.modifiers().get(0));
            case WITH_ZONE, WITHOUT_ZONE, "time with time zone", "time without time zone", "interval" ->
                precision(from.modifiers(), to.modifiers());
            default -> from.modifiers().equals(to.modifiers());
        };
    }

    private static boolean numeric(List<Integer> from, List<Integer> to) {
        if (to.isEmpty()) {
            return true;
        }
        int scale = to.size() > 1 ? to.get(1) : 0;
        return !from.isEmpty() && to.get(0) >= from.get(0) && scale == (from.size() > 1 ? from.get(1) : 0);
    }

    private static boolean precision(List<Integer> from, List<Integer> to) {
        int before = from.isEmpty() ? 6 : from.get(0);
        int after = to.isEmpty() ? 6 : to.get(0);
        return after >= before;
    }
}
