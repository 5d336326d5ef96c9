package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows get numbers that the sequence will give again. */
final class SequenceBehind implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "sequence-behind", Level.WARNING, "Rows get numbers that the sequence will give again")
            .why("The sequence of the column does not know of numbers that an INSERT writes itself: a "
                    + "later INSERT that takes its number from the sequence fails with a duplicate key.")
            .instead("Leave the column out, or set the sequence by setval() after it.")
            .setup("""
                CREATE TABLE states (id bigserial PRIMARY KEY, name text);
                """)
            .bad("""
                INSERT INTO states (id, name) VALUES (1, 'new'), (2, 'paid');
                """)
            .good("""
                INSERT INTO states (id, name) VALUES (1, 'new'), (2, 'paid');
                SELECT setval('states_id_seq', 2);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final Pattern SETS = Pattern.compile("(?i)setval|restart");

    private record Place(TableFacts table, String column) {}

    @Override
    public void finish(Facts facts) {
        Map<Place, Done> open = new LinkedHashMap<>();
        for (Done done : facts.done()) {
            if (done.command() instanceof Command.Insert insert && !done.step().isUndo()) {
                done.locks()
                        .keySet()
                        .forEach(table -> insert.numbers().keySet().stream()
                                .filter(column -> isNumbered(table, column))
                                .forEach(column -> open.putIfAbsent(new Place(table, column), done)));
            } else if (!open.isEmpty() && SETS.matcher(done.step().sql()).find()) {
                open.clear();
            }
        }
        open.forEach((place, done) -> {
            long highest = ((Command.Insert) done.command()).numbers().getOrDefault(place.column(), 0L);
            Long last = last(place, facts);
            if (last != null && highest > last) {
                done.step()
                        .report(
                                this,
                                place.column() + " of " + place.table() + " gets the number " + highest
                                        + ", and its sequence will give it again.",
                                place.table().isNew() ? By.TEXT : By.STATISTICS);
            }
        });
    }

    private static boolean isNumbered(TableFacts table, String column) {
        return table.column(column).map(TableFacts.ColumnFacts::numbered).orElse(false);
    }

    /** The last number that the sequence has given; null where that is not known. */
    private static @Nullable Long last(Place place, Facts facts) {
        if (place.table().isNew()) {
            return 0L;
        }
        String owner = place.table().originalQualified() + "." + place.column();
        return facts.target()
                .flatMap(target -> target.sequences().stream()
                        .filter(each -> owner.equals(each.ownedBy()))
                        .findFirst())
                .map(each -> each.lastValue() == null ? Long.valueOf(0) : each.lastValue())
                .orElse(null);
    }
}
