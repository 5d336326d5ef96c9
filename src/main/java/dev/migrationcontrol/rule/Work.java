package dev.migrationcontrol.rule;

import dev.migrationcontrol.rehearsal.StatementMeasurement;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What takes long: a table that is read, written or indexed whole, or many of its rows. */
public final class Work {
    private Work() {}

    /** The tables that were there before and are not small on which a command works for long. */
    public static List<TableFacts> tables(Command command, Step step) {
        Facts facts = step.facts();
        Stream<TableFacts> tables =
                step.measurement().map(measured -> measured(measured, facts)).orElseGet(() -> read(command, facts));
        return tables.filter(each -> !facts.isQuiet(each)).distinct().toList();
    }

    private static Stream<TableFacts> measured(StatementMeasurement measured, Facts facts) {
        Stream<String> scanned = measured.scans().stream().map(StatementMeasurement.Scan::relation);
        return Stream.concat(measured.rewrites().stream(), scanned)
                .map(facts::known)
                .flatMap(Optional::stream);
    }

    private static Stream<TableFacts> read(Command command, Facts facts) {
        if (command instanceof Command.Update update) {
            return Stream.of(facts.table(update.table()));
        }
        if (command instanceof Command.Delete delete) {
            return Stream.of(facts.table(delete.table()));
        }
        if (command instanceof Command.Insert insert && insert.reads()) {
            return Stream.of(facts.table(insert.table()));
        }
        if (command instanceof Command.CreateIndex create && !create.concurrently() && !create.only()) {
            TableFacts table = facts.table(create.table());
            boolean there = create.ifNotExists()
                    && create.name() != null
                    && table.index(create.name()).isPresent();
            return there ? Stream.empty() : Stream.of(table);
        }
        if (command instanceof Command.AlterTable alter && alter.kind().equals("table")) {
            TableFacts table = facts.table(alter.name());
            return alter.actions().stream()
                    .filter(each -> isLong(each, table, facts))
                    .map(each -> table);
        }
        return Stream.empty();
    }

    private static boolean isLong(TableAction action, TableFacts table, Facts facts) {
        if (action instanceof TableAction.ValidateConstraint validate) {
            return table.constraint(validate.name())
                    .filter(TableFacts.ConstraintFacts::validated)
                    .isEmpty();
        }
        if (action instanceof TableAction.AddConstraint add) {
            TableConstraint constraint = add.constraint();
            boolean passes = isPass(action, table, facts);
            boolean builds = constraint.usingIndex() == null
                    && (constraint.is(Kind.UNIQUE) || constraint.is(Kind.PRIMARY_KEY) || constraint.is(Kind.EXCLUDE));
            boolean checks = constraint.is(Kind.FOREIGN_KEY) && !constraint.notValid() && !constraint.notEnforced();
            return passes || builds || checks;
        }
        return isPass(action, table, facts);
    }

    /** Whether an action reads or writes every row, in the one pass that ALTER TABLE makes for all such actions. */
    static boolean isPass(TableAction action, TableFacts table, Facts facts) {
        if (action instanceof TableAction.SetNotNull set) {
            return !table.isProvenNotNull(set.column());
        }
        if (action instanceof TableAction.SetType set) {
            return TypeChange.of(table, set) == TypeChange.REWRITE;
        }
        if (action instanceof TableAction.AddColumn add) {
            return add.column().defaultValue() != null
                    && add.column().defaultValue().calls().stream().anyMatch(facts::isVolatile);
        }
        return action instanceof TableAction.AddConstraint add
                && add.constraint().is(Kind.CHECK)
                && !add.constraint().notValid()
                && !add.constraint().notEnforced();
    }

    /** Whether a command makes such a pass over its table. */
    public static boolean isPass(Command command, Step step) {
        return command instanceof Command.AlterTable alter
                && alter.kind().equals("table")
                && alter.actions().stream().anyMatch(each -> isPass(each, step.table(alter.name()), step.facts()));
    }
}
