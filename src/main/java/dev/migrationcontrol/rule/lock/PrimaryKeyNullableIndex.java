package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** An index on columns that may be null becomes a primary key. */
final class PrimaryKeyNullableIndex extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "primary-key-nullable-index",
                    Level.WARNING,
                    "An index on columns that may be null becomes a primary key")
            .why("The columns become NOT NULL: the table is read whole under ACCESS EXCLUSIVE.")
            .instead("Prove the columns NOT NULL first, by a CHECK that is validated in a script of its " + "own.")
            .setup("""
                CREATE TABLE marks (id bigint, mark text);
                CREATE UNIQUE INDEX marks_id ON marks (id);
                """)
            .bad("ALTER TABLE marks ADD PRIMARY KEY USING INDEX marks_id;")
            .good("""
                ALTER TABLE marks ADD CONSTRAINT id_there CHECK (id IS NOT NULL) NOT VALID;
                -- next script
                ALTER TABLE marks VALIDATE CONSTRAINT id_there;
                -- next script
                ALTER TABLE marks ALTER COLUMN id SET NOT NULL;
                ALTER TABLE marks ADD PRIMARY KEY USING INDEX marks_id;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddConstraint add
                && add.constraint().is(Kind.PRIMARY_KEY)
                && add.constraint().usingIndex() != null) {
            table.index(add.constraint().usingIndex()).stream()
                    .flatMap(index -> index.columns().stream())
                    .filter(column -> table.column(column).isPresent() && !table.isProvenNotNull(column))
                    .findFirst()
                    .ifPresent(column -> step.reportWork(
                            this,
                            table,
                            "The column " + column + " of the key may be null: " + table
                                    + " is read whole under ACCESS EXCLUSIVE."));
        }
    }
}
