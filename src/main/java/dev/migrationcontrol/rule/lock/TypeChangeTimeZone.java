package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.TypeChange;
import dev.migrationcontrol.statement.TableAction;

/** A timestamp gets or loses its time zone. */
final class TypeChangeTimeZone extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "type-change-time-zone", Level.WARNING, "A timestamp gets or loses its time zone")
            .why("Whether the values change and the table is written anew depends on the TimeZone of "
                    + "the session: under UTC they stay, under another one they do not.")
            .instead(
                    "Say which zone the old values have: USING column AT TIME ZONE '…'. It writes the " + "table anew.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("""
                ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz;
                ANALYZE orders (placed);
                """)
            .good("ALTER TABLE orders ADD COLUMN placed_at timestamptz;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.SetType set
                && TypeChange.of(table, set) == TypeChange.TIME_ZONE
                && !table.isNew()) {
            step.report(
                    this,
                    "The values of " + set.column() + " of " + table + " are read in the time zone of the session"
                            + step.facts()
                                    .target()
                                    .map(target -> ", here " + target.server().timeZone())
                                    .orElse("")
                            + "; under another zone than UTC the table is written anew.");
        }
    }
}
