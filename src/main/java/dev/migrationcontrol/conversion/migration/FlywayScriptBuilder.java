package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.sql.MetaCommand;
import dev.migrationcontrol.sql.Procedures;
import dev.migrationcontrol.sql.PsqlVariable;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionBlocks;
import dev.migrationcontrol.sql.TransactionRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Decides how Flyway runs a block so that it does what its own system did, and says what cannot be carried over. */
public final class FlywayScriptBuilder {
    private final TransactionStyle style;
    private final Findings findings;
    private final Procedures procedures = new Procedures();

    public FlywayScriptBuilder(TransactionStyle style, Findings findings) {
        this.style = style;
        this.findings = findings;
    }

    /** Reads which procedures of the migrations commit. */
    void learn(List<SourceMigration> drafts) {
        drafts.forEach(each -> procedures.read(each.up().text()));
    }

    public FlywayScript shape(MigrationText whole) {
        MigrationText block =
                new MigrationText(whole.file(), whole.line(), withoutGuards(whole.text()), whole.outside());
        ReadScript text = ReadScript.of(block.text());
        refusePsql(block, text);
        noteSettings(block, text);
        if (!block.outside() && text.isWrapped() && !isAlone(block, text)) {
            List<Statement> all = text.statements();
            return new FlywayScript(
                    OwnTransactions.without(block.text(), List.of(all.get(0), all.get(all.size() - 1))), text, true);
        }
        if (!text.transactionCommands().isEmpty()) {
            return ownTransactions(block, text);
        }
        if (block.outside()) {
            return new FlywayScript(block.text(), text, false);
        }
        return new FlywayScript(block.text(), text, transactional(block, text));
    }

    /** What pg_dump writes around a dump keeps psql from running meta-commands in it; no one else needs it. */
    public static String withoutGuards(String text) {
        StringBuilder result = new StringBuilder(text);
        List<MetaCommand> commands = new ArrayList<>(ReadScript.of(text).metaCommands());
        Collections.reverse(commands);
        commands.stream()
                .filter(command ->
                        command.name().equals("\\restrict") || command.name().equals("\\unrestrict"))
                .forEach(guard -> result.replace(guard.start(), guard.start() + 1, "-- "));
        return result.toString();
    }

    private void refusePsql(MigrationText block, ReadScript text) {
        for (MetaCommand command : text.metaCommands()) {
            findings.error(
                    "psql-meta-command",
                    at(block, command.line()),
                    "The psql meta-command " + command.name() + " is no SQL: only psql understands it.",
                    "Write its effect as SQL, or remove it.");
        }
        if (style == TransactionStyle.STATEMENTS) {
            for (PsqlVariable variable : PsqlVariable.in(text)) {
                findings.error(
                        "psql-variable",
                        at(block, variable.line()),
                        "psql replaces " + variable.text() + " by a variable's value, which a server does not.",
                        "Write the value itself.");
            }
        }
    }

    private void noteSettings(MigrationText block, ReadScript text) {
        text.statements().stream()
                .filter(Statement::setsSession)
                .findFirst()
                .ifPresent(setting -> findings.inform(
                        "session-setting",
                        at(block, setting.line()),
                        "The script changes a setting of its session. Flyway resets role and search path after each script.",
                        "Check that no later script depends on it."));
    }

    private FlywayScript ownTransactions(MigrationText block, ReadScript text) {
        boolean inside = style != TransactionStyle.STATEMENTS && !block.outside();
        OwnTransactions own = new OwnTransactions(block.text(), text, inside, isAlone(block, text));
        if (own.losesStatements()) {
            findings.error(
                    "transaction-open",
                    at(block, own.line()),
                    "The script begins a transaction and does not end it, so its changes there are never committed.",
                    "End it with COMMIT, or remove the statements.");
        }
        if (own.areUnpaired() && own.arePlain()) {
            boolean outside = !inside || own.alone();
            noteTransactions(
                    block,
                    own,
                    outside
                            ? "They are left out, and the script runs outside of a transaction: after a failure, the changes"
                                    + " of the statements before it remain."
                            : "They are left out, and the script is one transaction.");
            return new FlywayScript(own.without(), text, !outside);
        }
        if (block.outside()) {
            return new FlywayScript(block.text(), text, false);
        }
        noteTransactions(block, own, "After a failure, the changes of the part before it remain.");
        boolean runs = !own.areUnpaired() && (style != TransactionStyle.TRANSACTION || own.alone());
        return new FlywayScript(block.text(), text, !runs);
    }

    private void noteTransactions(MigrationText block, OwnTransactions own, String consequence) {
        findings.warn(
                "own-transactions",
                at(block, own.line()),
                "The script begins or ends transactions itself. " + consequence,
                "Remove the commands, or split the script.");
    }

    /** Whether one of the statements cannot run in a transaction, or must not be used in the one that it is in. */
    private boolean isAlone(MigrationText block, ReadScript text) {
        return text.statements().stream()
                .anyMatch(each -> TransactionBlocks.refuse(each)
                        || (TransactionRules.addsEnumValue(each)
                                && !text.transactionCommands().isEmpty()
                                && !text.isWrapped())
                        || procedures.endTransactions(each));
    }

    private boolean transactional(MigrationText block, ReadScript text) {
        Statement needs = text.statements().stream()
                .filter(each -> TransactionBlocks.refuse(each) || procedures.endTransactions(each))
                .findFirst()
                .orElse(null);
        boolean couldRun = style == TransactionStyle.STATEMENTS
                || (style == TransactionStyle.ONE_MESSAGE && text.statements().size() == 1);
        if (needs == null) {
            boolean usesNewValue = style == TransactionStyle.STATEMENTS
                    && text.statements().size() > 1
                    && text.statements().stream().anyMatch(TransactionRules::addsEnumValue);
            return !usesNewValue && !(couldRun && callsUnknown(block, text));
        }
        if (!couldRun) {
            findings.warn(
                    "needs-no-transaction",
                    at(block, needs.line()),
                    "The statement cannot run in a transaction, and the old system is not set to run it outside of one.",
                    "It is converted to run outside of one; check that it was ever applied.");
        }
        return false;
    }

    private boolean callsUnknown(MigrationText block, ReadScript text) {
        Optional<Statement> call = text.statements().stream()
                .filter(each -> procedures.endTransactions(each) || procedures.lack(each))
                .findFirst();
        call.ifPresent(each -> findings.inform(
                "may-commit",
                at(block, each.line()),
                "None of the scripts creates the procedure, so it may commit. The script runs outside of a transaction,"
                        + " as its system runs it.",
                "Do nothing if it commits; otherwise set executeInTransaction=true in its settings."));
        return call.isPresent();
    }

    private static String at(MigrationText block, int line) {
        return block.file() + ":" + (block.line() + line - 1);
    }
}
