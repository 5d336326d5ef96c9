package dev.migrationcontrol.source;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.script.AlembicOperations;
import dev.migrationcontrol.source.script.DownKind;
import dev.migrationcontrol.source.script.RecognisedScript;
import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.SqlWords;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.Summary;
import dev.migrationcontrol.sql.TransactionBlocks;
import dev.migrationcontrol.sql.TransactionRules;
import dev.migrationcontrol.system.MigrationSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with single scripts: those that cannot run as they are written, and down scripts that do nothing. */
final class ScriptRules {

    private record Index(String table, SqlWords columns) {}

    private final ScriptSystem system;
    private final Map<String, Index> indexes = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private ScriptRules(ScriptSystem system) {
        this.system = system;
        system.scripts().forEach(script -> script.up().forEach(this::remember));
    }

    static List<Finding> of(ScriptSystem system) {
        ScriptRules rules = new ScriptRules(system);
        system.scripts().forEach(rules::check);
        return rules.findings;
    }

    private void remember(Statement statement) {
        for (Effect effect : Effect.of(statement)) {
            if (effect.verb() == Effect.Verb.CREATES && effect.kind().equals("index")) {
                indexes.put(
                        effect.name().toLowerCase(Locale.ROOT),
                        new Index(effect.on().toLowerCase(Locale.ROOT), SqlWords.inParentheses(statement)));
            }
        }
    }

    private void check(RecognisedScript script) {
        String down = script.back().file();
        transaction(script, script.file(), script.up());
        client(script.file(), script.up());
        if (down != null) {
            unnamed(down, script.back().statements());
            order(down, script.back().statements());
            transaction(script, down, script.back().statements());
            client(down, script.back().statements());
        }
        if (script.back().down() == DownKind.EMPTY && script.changesSchema()) {
            findings.add(Finding.warning(
                    "down-empty",
                    down == null ? script.file() : down,
                    0,
                    "The down script of " + script.version() + " does nothing, but the migration changes the schema ("
                            + Summary.of(script.up()) + ").",
                    "Write the down script, or mark the migration as one that cannot be undone."));
        }
    }

    private void unnamed(String file, List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement.text().endsWith("DROP CONSTRAINT " + AlembicOperations.UNNAMED)) {
                findings.add(
                        Finding.error(
                                "down-drops-unnamed-constraint",
                                file,
                                statement.line(),
                                "The down script drops a constraint whose name is None, which no server can do.",
                                "Write the constraint's name as it is in the database (PostgreSQL made one like table_column_fkey)."));
            }
        }
    }

    /** An index goes with its table or column, so that dropping it afterwards fails. */
    private void order(String file, List<Statement> statements) {
        Set<String> gone = new HashSet<>();
        for (Statement statement : statements) {
            for (Effect effect : Effect.of(statement)) {
                String name = effect.name().toLowerCase(Locale.ROOT);
                if (effect.verb() != Effect.Verb.DROPS) {
                    continue;
                }
                switch (effect.kind()) {
                    case "table" -> gone.add(name);
                    case "column" -> gone.add(effect.on().toLowerCase(Locale.ROOT) + "." + name);
                    case "index" -> dropped(file, statement, name, effect.on().toLowerCase(Locale.ROOT), gone);
                    default -> {}
                }
            }
        }
    }

    private void dropped(String file, Statement statement, String index, String on, Set<String> gone) {
        Index known = Optional.ofNullable(indexes.get(index)).orElse(new Index(on, new SqlWords()));
        Optional<String> owner = gone.stream()
                .filter(each -> each.equals(known.table())
                        || each.startsWith(known.table() + ".")
                                && known.columns()
                                        .contain(each.substring(known.table().length() + 1)))
                .findFirst();
        if (owner.isPresent() && !known.table().isEmpty() && !statement.tokens().holds("IF", "EXISTS")) {
            findings.add(Finding.error(
                    "index-dropped-after-owner",
                    file,
                    statement.line(),
                    "The index " + index + " is dropped after " + owner.get()
                            + ", which has already dropped it: the statement fails.",
                    "Drop the index first, or leave the statement out."));
        }
    }

    private void transaction(RecognisedScript script, String file, List<Statement> statements) {
        boolean single = Boolean.FALSE.equals(script.inTransaction());
        boolean inside = !single;
        for (Statement statement : statements) {
            inside = TransactionRules.controls(statement) ? !TransactionRules.leaves(statement) : inside;
            if (TransactionBlocks.refuse(statement) && inside) {
                boolean known = script.inTransaction() != null;
                String detail = "`" + firstWords(statement) + "` must run outside of a transaction, and "
                        + system.tool().title()
                        + (known ? " runs this script in one." : " may run this script in one.");
                String remedy =
                        "Mark the script so that its runner opens no transaction, and keep the statement alone in it.";
                findings.add(
                        known
                                ? Finding.error("needs-no-transaction", file, statement.line(), detail, remedy)
                                : Finding.warning("needs-no-transaction", file, statement.line(), detail, remedy));
            }
            if (TransactionRules.controls(statement)
                    && system.tool().query() == null
                    && Boolean.TRUE.equals(script.inTransaction())) {
                findings.add(Finding.warning(
                        "transaction-control",
                        file,
                        statement.line(),
                        "`" + statement.text()
                                + "` inside of a script that its runner wraps in a transaction of its own.",
                        "Leave it out: what follows would otherwise run outside of the runner's transaction."));
            }
        }
        if (!single) {
            TransactionRules.useOfAddedValue(statements)
                    .ifPresent(use -> findings.add(Finding.error(
                            "enum-value-used-at-once",
                            file,
                            use.line(),
                            "A value that ALTER TYPE … ADD VALUE adds is used in the same transaction, which PostgreSQL refuses.",
                            "Add the value in a migration of its own.")));
        }
    }

    private void client(String file, List<Statement> statements) {
        if (system.tool().query() == MigrationSystem.Query.PSQL) {
            return;
        }
        for (Statement statement : statements) {
            if (statement.isMetaCommand() && !statement.text().startsWith("\\.")) {
                findings.add(Finding.warning(
                        "psql-command",
                        file,
                        statement.line(),
                        "`" + firstWords(statement) + "` is a command of psql, which no server understands.",
                        "Replace it by SQL, or run the script by psql alone."));
            } else if (statement.copied() != null) {
                findings.add(Finding.warning(
                        "copy-from-stdin",
                        file,
                        statement.line(),
                        "COPY … FROM STDIN needs a client that sends the rows that follow it.",
                        "Write INSERT statements, or keep the rows with a runner that knows COPY."));
            }
        }
    }

    private static String firstWords(Statement statement) {
        String[] words = statement.text().split(" ");
        return String.join(" ", List.of(words).subList(0, Math.min(5, words.length)));
    }
}
