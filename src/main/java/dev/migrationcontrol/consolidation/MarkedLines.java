package dev.migrationcontrol.consolidation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file whose directions are told by whole lines, {@code -- +goose Down}: a marker in the middle of a line is none. */
final class MarkedLines {
    private final Pattern marker;
    private final boolean dropsComments;
    private final StringBuilder up = new StringBuilder();
    private final StringBuilder down = new StringBuilder();
    private @Nullable StringBuilder current;
    private int line;
    private int upLine;
    private int downLine;
    private boolean upOutside;
    private boolean downOutside;
    private int substitution;

    /**
     * @param prefix what a marker begins with after its dashes
     * @param dropsComments whether the system leaves out every line that begins as a comment, also inside of literals
     */
    MarkedLines(String prefix, boolean dropsComments) {
        this.marker = Pattern.compile("--\\s*" + Pattern.quote(prefix) + "\\s+(.*?)\\s*", Pattern.CASE_INSENSITIVE);
        this.dropsComments = dropsComments;
    }

    MarkedLines read(String text) {
        // These systems read line by line, so that their carriage returns never reach the server.
        for (String each : text.replace("\r\n", "\n").split("(?<=\n)")) {
            line++;
            Matcher matcher = marker.matcher(each.replaceAll("\n$", ""));
            if (matcher.matches()) {
                mark(List.of(matcher.group(1).toLowerCase(Locale.ROOT).split("\\s+")), matcher.group(1));
                append("\n");
            } else if (!dropsComments || !each.startsWith("-- ")) {
                append(each);
            }
        }
        return this;
    }

    private void mark(List<String> words, String whole) {
        String first = words.get(0);
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

    private void append(String text) {
        if (current != null) {
            current.append(text);
        }
    }

    boolean hasUp() {
        return upLine > 0;
    }

    /** The line at which variables of the environment begin to be replaced; 0 when nowhere. */
    int substitution() {
        return substitution;
    }

    Block up(String file) {
        return new Block(file, upLine, up.toString(), upOutside);
    }

    @Nullable
    Block down(String file) {
        return downLine == 0 ? null : new Block(file, downLine, down.toString(), downOutside);
    }
}
