package dev.migrationcontrol.rule;

import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.token.Token;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How far a comment of a script reaches: a statement that it is in, that it follows on the same line, or that follows it
 * without an empty line; from the head of the script, with an empty line after it, all statements. A question takes a
 * time that hardly grows with the script, since a script may have very many comments.
 */
final class CommentReach {
    /** The line that means all statements. */
    static final int WHOLE_SCRIPT = 0;

    private static final Pattern LINE_END = Pattern.compile("\n");
    private static final Pattern EMPTY_LINE = Pattern.compile("\n(?=[ \t\r]*\n)");

    private final String text;
    private final TreeMap<Integer, Statement> statements = new TreeMap<>();
    private final int[] lineEnds;
    private final int[] emptyLines;

    CommentReach(String text) {
        this.text = text;
        this.lineEnds = places(LINE_END, text);
        this.emptyLines = places(EMPTY_LINE, text);
        ReadScript.of(text).statements().stream()
                .filter(each -> !each.isMetaCommand())
                .forEach(each -> statements.put(each.start(), each));
    }

    private static int[] places(Pattern pattern, String text) {
        return pattern.matcher(text).results().mapToInt(MatchResult::start).toArray();
    }

    /** The line of a place, from 1. */
    int lineOf(int place) {
        return 1 + firstFrom(lineEnds, place);
    }

    /** How many of these places are before a place. */
    private static int firstFrom(int[] places, int place) {
        int found = Arrays.binarySearch(places, place);
        return found < 0 ? -found - 1 : found;
    }

    private static boolean holds(int[] places, int from, int to) {
        int first = firstFrom(places, from);
        return first < places.length && places[first] < to;
    }

    /** The line of the statement that a comment is about, or {@link #WHOLE_SCRIPT}; empty where it is about none. */
    OptionalInt line(Token comment) {
        Map.Entry<Integer, Statement> before = statements.lowerEntry(comment.start());
        Map.Entry<Integer, Statement> next = statements.higherEntry(comment.start());
        // A comment to the end of its line may have that end within itself.
        int end = text.charAt(comment.end() - 1) == '\n' ? comment.end() - 1 : comment.end();
        boolean lastOnItsLine = next == null || holds(lineEnds, end, next.getKey());
        if (before != null) {
            boolean within = comment.start() < before.getValue().end();
            boolean follows = !holds(lineEnds, before.getValue().end(), comment.start());
            if (within || (lastOnItsLine && follows)) {
                return OptionalInt.of(before.getValue().line());
            }
        }
        if (next != null && !holds(emptyLines, end, next.getKey())) {
            return OptionalInt.of(next.getValue().line());
        }
        return next != null && before == null ? OptionalInt.of(WHOLE_SCRIPT) : OptionalInt.empty();
    }
}
