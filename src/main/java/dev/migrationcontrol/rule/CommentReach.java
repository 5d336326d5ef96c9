package dev.migrationcontrol.rule;

import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.token.Token;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How far a comment of a script reaches: a statement that it is in, that it follows on the same line, or that follows it
 * without an empty line; from the head of the script, with an empty line after it, all statements.
 */
final class CommentReach {
    /** The line that means all statements. */
    static final int WHOLE_SCRIPT = 0;

    private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");

    private final String text;
    private final List<Statement> statements;

    CommentReach(String text) {
        this.text = text;
        this.statements = ReadScript.of(text).statements().stream()
                .filter(each -> !each.isMetaCommand())
                .toList();
    }

    /** The line of the statement that a comment is about, or {@link #WHOLE_SCRIPT}; empty where it is about none. */
    OptionalInt line(Token comment) {
        Statement before = null;
        Statement next = null;
        for (Statement each : statements) {
            if (each.start() < comment.start()) {
                before = each;
            } else if (next == null) {
                next = each;
            }
        }
        if (before != null && comment.start() < before.end()) {
            return OptionalInt.of(before.line());
        }
        // A comment to the end of its line may have that end within itself.
        int end = text.charAt(comment.end() - 1) == '\n' ? comment.end() - 1 : comment.end();
        String gap = next == null ? "\n" : text.substring(end, next.start());
        if (before != null
                && gap.contains("\n")
                && !text.substring(before.end(), comment.start()).contains("\n")) {
            return OptionalInt.of(before.line());
        }
        if (next != null && !EMPTY_LINE.matcher(gap).find()) {
            return OptionalInt.of(next.line());
        }
        return next != null && before == null ? OptionalInt.of(WHOLE_SCRIPT) : OptionalInt.empty();
    }
}
