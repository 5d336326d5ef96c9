package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.statement.Command;

/** A new value of an enum is used in the transaction that adds it. */
final class EnumValueInTransaction implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "enum-value-in-transaction",
                    Level.ERROR,
                    "A new value of an enum is used in the transaction that adds it")
            .why("PostgreSQL refuses it with 55P04, unsafe use of new value.")
            .instead("Add the value in a script of its own before.")
            .setup("""
                CREATE TYPE mood AS ENUM ('sad', 'glad');
                CREATE TABLE moods (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood mood);
                """)
            .bad("""
                ALTER TYPE mood ADD VALUE 'calm';
                INSERT INTO moods (mood) VALUES ('calm');
                """)
            .good("""
                ALTER TYPE mood ADD VALUE 'calm';
                -- next script
                INSERT INTO moods (mood) VALUES ('calm');
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        boolean uses = command instanceof Command.Insert
                || command instanceof Command.Update
                || command instanceof Command.Delete
                || command instanceof Command.AlterTable
                || command instanceof Command.CreateIndex;
        if (uses
                && step.transaction().isOpen()
                && !step.transaction().addedValues().isEmpty()) {
            Tokens.first(step.sql(), 5_000).literals().stream()
                    .filter(step.transaction().addedValues()::contains)
                    .findFirst()
                    .ifPresent(value -> step.report(
                            this, "The value '" + value + "' was added to an enum in the same transaction."));
        }
    }
}
