package dev.migrationcontrol.audit.database;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words of SQL texts outside of comments, in lower case. Words in literals and bodies count, since dynamic statements
 * name objects there.
 */
public final class SqlWords {
    /** Kinds whose names code seldom says, since its tools make them up. */
    private static final Set<String> MADE_UP = Set.of("column", "index", "trigger", "sequence");

    private final Set<String> words = new HashSet<>();
    private boolean code;

    /**
     * Adds a migration in code. From then on a name may be put together of words, such as those of an application and a
     * model, and columns and indexes are not judged.
     */
    public void addCode(String text) {
        code = true;
        add(text);
    }

    public boolean haveCode() {
        return code;
    }

    /** Whether an object of this kind and name may be the work of these texts. */
    boolean explain(String kind, String name) {
        return contain(name) || (code && (MADE_UP.contains(kind) || isComposed(name.toLowerCase(Locale.ROOT))));
    }

    /** Whether words, joined by underscores, make up the name. */
    private boolean isComposed(String name) {
        boolean[] reached = new boolean[name.length() + 2];
        reached[0] = true;
        for (int end = 1; end <= name.length(); end++) {
            if (end < name.length() && name.charAt(end) != '_') {
                continue;
            }
            for (int start = 0; start < end && !reached[end + 1]; start++) {
                reached[end + 1] = reached[start] && words.contains(name.substring(start, end));
            }
        }
        return reached[name.length() + 1];
    }

    public void add(String text) {
        boolean literal = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\'') {
                literal = !literal;
                i++;
            } else if (!literal && text.startsWith("--", i)) {
                i = after(text, "\n", i);
            } else if (!literal && text.startsWith("/*", i)) {
                i = after(text, "*/", i + 2);
            } else if (c == '"') {
                i = addQuoted(text, i);
            } else if (Character.isLetter(c) || c == '_') {
                i = addPlain(text, i);
            } else {
                i++;
            }
        }
    }

    private int addQuoted(String text, int start) {
        int end = text.indexOf('"', start + 1);
        while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == '"') {
            end = text.indexOf('"', end + 2);
        }
        if (end < 0) {
            return start + 1;
        }
        words.add(text.substring(start + 1, end).replace("\"\"", "\"").toLowerCase(Locale.ROOT));
        // What is quoted may be JSON with names of its own, so its words count too.
        return start + 1;
    }

    private int addPlain(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        words.add(text.substring(start, end).toLowerCase(Locale.ROOT));
        return end;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static int after(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    boolean contain(String name) {
        return words.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean isEmpty() {
        return words.isEmpty();
    }
}
