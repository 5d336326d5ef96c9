package dev.migrationcontrol.trial;

import dev.migrationcontrol.sql.ClusterWideStatements;
import dev.migrationcontrol.sql.MetaCommand;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.ServerAccess;
import dev.migrationcontrol.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A script without what a trial may not run or cannot: each such statement becomes one that does nothing, so that every
 * other statement keeps its line and its number.
 *
 * @param parts what was left out
 * @param isEmpty whether nothing is left to run
 */
record TrialCut(String sql, List<Part> parts, boolean isEmpty) {
    /** @param line from 1 */
    record Part(int line, String why, String text) {}

    /** Commands of psql that do nothing but what they say; after any other the rest of a script means something else. */
    private static final Set<String> APART = Set.of(
            "\\i",
            "\\ir",
            "\\include",
            "\\include_relative",
            "\\set",
            "\\unset",
            "\\cd",
            "\\o",
            "\\out",
            "\\d",
            "\\dt",
            "\\dn",
            "\\l",
            "\\!",
            "\\h",
            "\\q",
            "\\copy",
            "\\getenv",
            "\\prompt");

    private static final String NOTHING = "SELECT;";

    /** Without what affects more than its database, and without what only psql understands. */
    static TrialCut of(String script) {
        ReadScript read = ReadScript.of(script);
        String whole = unfit(read);
        if (whole != null) {
            return new TrialCut(script, List.of(new Part(0, whole, script)), true);
        }
        StringBuilder sql = new StringBuilder(script);
        List<Part> parts = new ArrayList<>();
        for (MetaCommand each : read.metaCommands()) {
            if (!each.isHarmless()) {
                parts.add(new Part(each.line(), words(each) + ".", each.arguments()));
                int end = script.indexOf('\n', each.start());
                blank(sql, each.start(), end < 0 ? script.length() : end);
            }
        }
        TrialCut cut = only(sql.toString(), TrialCut::reaching);
        parts.addAll(cut.parts());
        parts.sort(Comparator.comparingInt(Part::line));
        return new TrialCut(cut.sql(), List.copyOf(parts), cut.isEmpty());
    }

    /** @param reason why a statement is not run; null where it is */
    static TrialCut only(String script, Function<Statement, @Nullable String> reason) {
        List<Statement> statements = ReadScript.of(script).statements();
        StringBuilder sql = new StringBuilder(script);
        List<Part> parts = new ArrayList<>();
        for (int i = statements.size() - 1; i >= 0; i--) {
            Statement each = statements.get(i);
            String why = each.copied() == null ? reason.apply(each) : null;
            if (why != null) {
                parts.add(0, new Part(each.line(), why, each.text()));
                replace(sql, each, NOTHING);
            }
        }
        return new TrialCut(sql.toString(), parts, !parts.isEmpty() && parts.size() == statements.size());
    }

    /** Puts another statement on the first of its lines; the lines after it stay where they are. */
    static void replace(StringBuilder sql, Statement statement, String by) {
        String was = sql.substring(statement.start(), statement.end());
        sql.replace(statement.start(), statement.end(), by + was.replaceAll("[^\n]", ""));
    }

    private static void blank(StringBuilder sql, int start, int end) {
        for (int i = start; i < end; i++) {
            sql.setCharAt(i, ' ');
        }
    }

    private static String words(MetaCommand command) {
        return "The psql meta-command " + command.name() + " is no SQL: only psql understands it";
    }

    private static @Nullable String unfit(ReadScript read) {
        return read.metaCommands().stream()
                .filter(each -> !each.isHarmless() && !APART.contains(each.name()))
                .findFirst()
                .map(each -> words(each) + ", and what it does to the rest of the script.")
                .orElse(null);
    }

    private static @Nullable String reaching(Statement statement) {
        return ClusterWideStatements.find(statement.text())
                .or(() -> ServerAccess.find(statement.text()))
                .map(words -> "It has a statement that affects more than its database: " + words + ".")
                .orElse(null);
    }
}
