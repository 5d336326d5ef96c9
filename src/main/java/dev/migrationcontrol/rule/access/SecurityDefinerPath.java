package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A SECURITY DEFINER function does not set its search path. */
final class SecurityDefinerPath implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "security-definer-path", Level.WARNING, "A SECURITY DEFINER function does not set its search path")
            .why("Whoever calls it can put objects of the same names before those that it means, and "
                    + "they run with the rights of its owner.")
            .instead("SET search_path in the definition of the function.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                CREATE FUNCTION one() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
                """)
            .good("""
                CREATE FUNCTION one() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT 1';
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateRoutine create && create.securityDefiner() && !create.searchPath()) {
            step.report(
                    this, create.name() + "() runs with the rights of its owner and the search path of its caller.");
        }
    }
}
