package dev.migrationcontrol.engine;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which indexes the statements of a text may leave invalid: those that they name, and, where they build without naming
 * them, those of the tables or schemas that they name. Others belong to other sessions.
 *
 * @param names all names in the text that are not within strings or comments
 * @param ofTables whether it builds indexes that it does not name, of tables or schemas that it names
 * @param ofAll whether it builds all indexes of the database anew
 */
record ConcurrentBuild(Set<String> names, boolean ofTables, boolean ofAll) {
    static final ConcurrentBuild NONE = new ConcurrentBuild(Set.of(), false, false);

    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|'(?:[^']++|'')*+'|\\$(\\w*)\\$.*?\\$\\1\\$|\"(?<quoted>(?:[^\"]++|\"\")++)\""
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)|(?<other>\\S)",
            Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern UNNAMED = Pattern.compile(
            "\\bindex concurrently on\\b|\\breindex (?:\\( [^)]*\\) )?(?:table|schema)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALL =
            Pattern.compile("\\breindex (?:\\( [^)]*\\) )?(?:database|system)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHADOW = Pattern.compile("_cc(?:new|old)\\d*$");

    /** Reads one statement or a whole script. */
    static ConcurrentBuild in(String sql) {
        Set<String> names = new HashSet<>();
        StringBuilder words = new StringBuilder();
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            String quoted = token.group("quoted");
            String word = token.group("word");
            if (quoted != null) {
                names.add(quoted.replace("\"\"", "\""));
                words.append("\"\" ");
            } else if (word != null) {
                names.add(word.toLowerCase(Locale.ROOT));
                words.append(word).append(' ');
            } else if (token.group("other") != null) {
                words.append(token.group("other")).append(' ');
            }
        }
        return new ConcurrentBuild(
                names, UNNAMED.matcher(words).find(), ALL.matcher(words).find());
    }

    /** What either may leave. */
    ConcurrentBuild and(ConcurrentBuild other) {
        Set<String> both = new HashSet<>(names);
        both.addAll(other.names);
        return new ConcurrentBuild(both, ofTables || other.ofTables, ofAll || other.ofAll);
    }

    /** Whether an invalid index may come from these statements. */
    boolean mayLeave(InvalidIndex index) {
        // REINDEX CONCURRENTLY builds next to the old index, under its name with this ending
        String name = SHADOW.matcher(index.name()).replaceFirst("");
        return names.contains(index.name())
                || names.contains(name)
                || (ofTables && (names.contains(index.table()) || names.contains(index.schema())))
                || ofAll;
    }
}
