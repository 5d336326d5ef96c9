package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One revision's part of what Alembic printed.
 *
 * @param from the revisions that a database has before it
 * @param to what it has after it; empty for nothing
 * @param block its statements, without those on the version table
 * @param recorded whether it writes the version table, as a part that was printed to its end does
 */
record AlembicPart(List<String> from, String to, MigrationText block, boolean recorded) {
    static final int MOST = 20_000;

    private static final Pattern MARKER =
            Pattern.compile("(?m)^-- Running (upgrade|downgrade) (.*?) ?-> ?(.*?)[ \\t]*\\r?$");
    /** A line that names a revision. */
    record Mark(String direction, String from, String to, int at) {}

    /** The lines that name revisions; what looks like one inside of a statement is the statement's. */
    static List<Mark> marks(String text) {
        List<Statement> statements = ReadScript.of(text).statements();
        List<Mark> marks = new ArrayList<>();
        Matcher marker = MARKER.matcher(text);
        int next = 0;
        while (marker.find()) {
            while (next < statements.size() && statements.get(next).end() <= marker.start()) {
                next++;
            }
            if (next == statements.size() || statements.get(next).start() >= marker.start()) {
                marks.add(new Mark(
                        marker.group(1),
                        marker.group(2).strip(),
                        marker.group(3).strip(),
                        marker.start()));
            }
        }
        return marks;
    }

    /**
     * Takes an output apart.
     *
     * @return nothing, with a finding, when it is none of this direction
     */
    static List<AlembicPart> read(MigrationText output, String direction, Findings findings) {
        String text = output.text();
        List<Mark> marks = marks(text);
        if (marks.isEmpty()) {
            findings.error(
                    "output-wrong",
                    output.file(),
                    text.isBlank() ? "The output is empty." : "There is no line '-- Running " + direction + " … -> …'.",
                    "Give what alembic " + direction + " --sql prints.");
            return List.of();
        }
        if (marks.size() > MOST) {
            findings.error(
                    "output-too-long",
                    output.file(),
                    "The output has " + marks.size() + " revisions; at most " + MOST + " are read.",
                    "Take the schema that they make as one baseline (schemaDump or baselineOf).");
            return List.of();
        }
        if (marks.stream().anyMatch(each -> !each.direction().equals(direction))) {
            findings.error(
                    "output-wrong",
                    output.file(),
                    "The file is not the output of an " + direction + ".",
                    "Name the other file.");
            return List.of();
        }
        Cut cut = new Cut(output, versionTable(text));
        MigrationText before = cut.part(null, 0, marks.get(0).at()).block();
        if (!ReadScript.of(before.text()).statements().isEmpty()) {
            findings.error(
                    "output-wrong",
                    output.file(),
                    "There are statements before the first revision.",
                    "Give the output as Alembic printed it.");
        }
        List<AlembicPart> parts = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            int end = i + 1 < marks.size() ? marks.get(i + 1).at() : text.length();
            parts.add(cut.part(marks.get(i), marks.get(i).at(), end));
        }
        return parts;
    }

    /** A project may call it something else. */
    private static String versionTable(String text) {
        return ReadScript.of(text).statements().stream()
                .filter(statement -> statement.words().matches("(?s)CREATE TABLE \\S+ ?\\( ?VERSION_NUM VARCHAR.*"))
                .flatMap(statement -> Effect.of(statement).stream())
                .map(effect -> effect.name().substring(effect.name().lastIndexOf('.') + 1))
                .findFirst()
                .orElse("alembic_version");
    }

    /** Cuts parts out of an output, one after the other: a transaction may go on from one to the next. */
    private static final class Cut {
        private final MigrationText output;
        private final String table;
        private boolean inTransaction;
        private int counted;
        private int line = 1;

        Cut(MigrationText output, String table) {
            this.output = output;
            this.table = table;
        }

        AlembicPart part(@Nullable Mark mark, int from, int to) {
            for (; counted < from; counted++) {
                line += output.text().charAt(counted) == '\n' ? 1 : 0;
            }
            MigrationText raw =
                    new MigrationText(output.file(), line, output.text().substring(from, to), false);
            StringBuilder sql = new StringBuilder(raw.text());
            boolean outside = false;
            boolean recorded = false;
            List<Statement> left = new ArrayList<>();
            for (Statement each : ReadScript.of(raw.text()).statements()) {
                Effect effect = Effect.of(each).get(0);
                if (TransactionRules.controls(each)) {
                    inTransaction = TransactionRules.begins(each);
                    left.add(each);
                } else if (effect.names(table)) {
                    left.add(each);
                    recorded |= effect.verb() == Effect.Verb.WRITES;
                } else {
                    outside |= !inTransaction;
                }
            }
            for (int i = left.size() - 1; i >= 0; i--) {
                Statement each = left.get(i);
                String lines = raw.text().substring(each.start(), each.end()).replaceAll("[^\n]", "");
                sql.replace(each.start(), each.end(), lines);
            }
            MigrationText block = new MigrationText(output.file(), raw.line(), sql.toString(), outside);
            return new AlembicPart(
                    mark == null || mark.from().isEmpty()
                            ? List.of()
                            : Arrays.asList(mark.from().split(",\\s*")),
                    mark == null ? "" : mark.to(),
                    block,
                    recorded);
        }
    }
}
