package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.Work;
import dev.migrationcontrol.statement.Command;
import java.util.List;

/** Autovacuum waits while a transaction does other work. */
final class MaintenanceBlocked implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "maintenance-blocked", Level.INFO, "Autovacuum is locked out while a transaction works on")
            .why("SHARE UPDATE EXCLUSIVE of VALIDATE, COMMENT or CREATE STATISTICS blocks no rows, but "
                    + "VACUUM, ANALYZE and everything CONCURRENTLY wait for it until the transaction ends.")
            .instead("Put it last in the script, or into a script of its own.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
                """)
            .bad("""
                ALTER TABLE orders VALIDATE CONSTRAINT positive;
                UPDATE customers SET name = 'unknown' WHERE name IS NULL;
                """)
            .good("""
                UPDATE customers SET name = 'unknown' WHERE name IS NULL;
                ALTER TABLE orders VALIDATE CONSTRAINT positive;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        List<TableFacts> worked = step.transaction().isOpen() ? Work.tables(command, step) : List.of();
        if (worked.isEmpty()) {
            return;
        }
        boolean alters = command instanceof Command.AlterTable;
        step.transaction().locks().forEach((held, mode) -> {
            if (mode == LockMode.SHARE_UPDATE_EXCLUSIVE
                    && !(alters && worked.contains(held))
                    && !step.facts().isQuiet(held)) {
                step.report(
                        this,
                        "VACUUM, ANALYZE and what is done CONCURRENTLY on " + held
                                + " wait while this statement works on " + worked.get(0) + ".");
            }
        });
    }
}
