package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.Token.Kind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words of SQL texts outside of comments, in lower case. Words in literals and bodies count, since dynamic statements
 * name objects there; the data of {@code COPY} do not.
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
        addPlain(text);
    }

    public boolean haveCode() {
        return code;
    }

    /** Whether an object of this kind and name may be the work of these texts. */
    public boolean explain(String kind, String name) {
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

    /** Adds a script. */
    public void add(String text) {
        ReadScript.of(text).statements().forEach(statement -> add(statement.tokens()));
    }

    /** The words of a statement after its first parenthesis, such as the columns of an index. */
    public static SqlWords inParentheses(Statement statement) {
        Tokens tokens = statement.tokens();
        int from = 0;
        while (from < tokens.size() && !tokens.hasSymbol(from, '(')) {
            from++;
        }
        SqlWords words = new SqlWords();
        words.add(tokens.between(from, tokens.size()));
        return words;
    }

    void add(Tokens tokens) {
        for (String word : WordSequence.of(tokens).all()) {
            addName(word);
            // A quoted name may be JSON with names of its own.
            addPlain(word);
        }
    }

    /** Adds what literals name, and nothing else. */
    void addLiterals(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.all().get(i);
            if (token.kind() == Kind.STRING) {
                addPlain(token.in(tokens.text()));
            } else if (token.kind() == Kind.DOLLAR_STRING) {
                Block.statements(String.valueOf(Block.content(tokens, i))).forEach(this::addStrings);
            }
        }
    }

    private void addStrings(Tokens tokens) {
        tokens.all().stream()
                .filter(token -> token.kind() == Kind.STRING)
                .forEach(token -> addPlain(token.in(tokens.text())));
    }

    void addName(String name) {
        words.add(name.toLowerCase(Locale.ROOT));
    }

    private void addPlain(String text) {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isPart(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                addName(text.substring(at, end));
            }
            at = end + 1;
        }
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    public boolean contain(String name) {
        return words.contains(name.toLowerCase(Locale.ROOT));
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }
}
