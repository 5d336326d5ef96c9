package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.ConversionProof;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.finding.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file whose directions are marked by whole lines, {@code -- +goose Down}: a marker in the middle of a line is none.
 */
final class MarkedLines {
    /**
     * How a system marks its blocks.
     *
     * @param word what a marker begins with after its dashes
     * @param form a line that is a marker; its first group is what it says
     * @param dropsComments whether the system leaves out every line that begins as a comment, also inside of literals
     */
    record Style(String system, String word, Pattern form, boolean dropsComments) {
        private static final int CI = Pattern.CASE_INSENSITIVE;

        static final Style GOOSE =
                new Style("goose", "+goose", Pattern.compile("--\\s*\\+goose\\s+(.*?)\\s*", CI), false);
        static final Style SQL_MIGRATE = new Style(
                "sql-migrate",
                "+migrate",
                Pattern.compile("-- \\+migrate (Up|Down|StatementBegin|StatementEnd|notransaction)\\b\\s*(.*?)\\s*"),
                true);

        /** A line that is meant as a marker, by whoever wrote it. */
        boolean isLike(String line) {
            String bare = word.substring(1);
            return line.matches("(?i)\\s*(--|#|//|/\\*)[\\s-]*(\\+\\s*" + bare + "\\b.*|" + bare
                    + "\\s*[:_-]\\s*(up|down)\\b.*|\\+?\\s*" + bare + "\\s+(up|down)\\s*(\\*/)?\\s*)");
        }
    }

    private final Style style;
    private final StringBuilder up = new StringBuilder();
    private final StringBuilder down = new StringBuilder();
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder wholeUp = new StringBuilder();
    private final StringBuilder wholeDown = new StringBuilder();
    private final List<Integer> unread = new ArrayList<>();
    private @Nullable StringBuilder current;
    private int line;
    private int upLine;
    private int downLine;
    private boolean upOutside;
    private boolean downOutside;
    private int substitution;

    MarkedLines(Style style) {
        this.style = style;
    }

    MarkedLines read(String text) {
        // These systems read line by line, so that their carriage returns never reach the server.
        for (String each : text.replace("\r\n", "\n").split("(?<=\n)")) {
            line++;
            String bare = each.replaceAll("\n$", "");
            Matcher matcher = style.form().matcher(bare);
            if (matcher.matches()) {
                String words = matcher.groupCount() == 1 ? matcher.group(1) : matcher.group(1) + " " + matcher.group(2);
                mark(List.of(words.toLowerCase(Locale.ROOT).split("\\s+")), words.strip());
                append("\n", "\n");
            } else {
                if (style.isLike(bare)) {
                    unread.add(line);
                }
                append(style.dropsComments() && each.startsWith("-- ") ? "" : each, each);
            }
        }
        return this;
    }

    private void mark(List<String> words, String whole) {
        String first = words.get(0);
        if ((first.equals("up") && upLine > 0) || (first.equals("down") && downLine > 0)) {
            unread.add(line);
        }
        if (first.equals("up")) {
            current = up;
            upLine = line;
            upOutside |= words.contains("notransaction");
        } else if (first.equals("down")) {
            current = down;
            downLine = line;
            downOutside |= words.contains("notransaction");
        } else if (whole.equalsIgnoreCase("NO TRANSACTION")) {
            upOutside = true;
            downOutside = true;
        } else if (whole.matches("(?i)ENVSUBS?T? ON")) {
            substitution = line;
        }
    }

    private void append(String text, String whole) {
        if (current == null) {
            before.append(whole);
        } else {
            current.append(text);
            (current == up ? wholeUp : wholeDown).append(whole);
        }
    }

    /** Says what the system would not run as it is meant. */
    void note(String file, Findings findings) {
        unread.forEach(
                each -> Markers.refuse(findings, file + ":" + each, style.system(), "-- " + style.word() + " Down"));
        if (hasUp()) {
            Markers.refuseBefore(findings, file, before.toString(), style.system());
        }
        if (style.dropsComments()) {
            ConversionProof.noteLeftOut(up(file), wholeUp.toString(), findings);
            MigrationText back = down(file);
            if (back != null) {
                ConversionProof.noteLeftOut(back, wholeDown.toString(), findings);
            }
        }
    }

    boolean hasUp() {
        return upLine > 0;
    }

    /** The line at which variables of the environment begin to be replaced; 0 when nowhere. */
    int substitution() {
        return substitution;
    }

    MigrationText up(String file) {
        return new MigrationText(file, upLine, up.toString(), upOutside);
    }

    @Nullable
    MigrationText down(String file) {
        return downLine == 0 ? null : new MigrationText(file, downLine, down.toString(), downOutside);
    }
}
