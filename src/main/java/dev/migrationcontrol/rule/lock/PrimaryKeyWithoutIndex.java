package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A primary key builds its index. */
final class PrimaryKeyWithoutIndex extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "primary-key-without-index", Level.WARNING, "A primary key builds its index")
            .why("The index is built under ACCESS EXCLUSIVE, and a column that may be null is read " + "before that.")
            .instead("Prove the columns NOT NULL, build a unique index CONCURRENTLY, and make it the "
                    + "primary key by USING INDEX.")
            .setup("CREATE TABLE marks (id bigint NOT NULL, mark text);")
            .bad("ALTER TABLE marks ADD PRIMARY KEY (id);")
            .good("""
                CREATE UNIQUE INDEX CONCURRENTLY marks_pkey ON marks (id);
                -- next script
                ALTER TABLE marks ADD PRIMARY KEY USING INDEX marks_pkey;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddConstraint add
                && add.constraint().is(Kind.PRIMARY_KEY)
                && add.constraint().usingIndex() == null) {
            step.reportWork(
                    this,
                    table,
                    "The index of the key is built while " + table + " is locked against reads and writes.");
        }
    }
}
