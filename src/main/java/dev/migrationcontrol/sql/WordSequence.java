package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words and signs of a statement as they are written, with those of the texts in its literals in their place: a block may
 * run such a text as a statement. Each literal begins with an apostrophe here. Messages and comments are left out.
 */
public final class WordSequence {
    private static final int DEEPEST = 20;

    private final List<String> words = new ArrayList<>();

    private WordSequence() {}

    /** One for each statement of a script. */
    public static Stream<WordSequence> of(String script) {
        return ReadScript.of(script).statements().stream().map(statement -> of(statement.tokens()));
    }

    static WordSequence of(Tokens statement) {
        WordSequence sequence = new WordSequence();
        sequence.add(statement, 0);
        return sequence;
    }

    List<String> all() {
        return words;
    }

    public int size() {
        return words.size();
    }

    public String get(int at) {
        return at >= 0 && at < words.size() ? words.get(at) : "";
    }

    /** Whether these words follow each other from here on. */
    public boolean has(int at, String... sought) {
        for (int i = 0; i < sought.length; i++) {
            if (!get(at + i).equalsIgnoreCase(sought[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of these words is here. */
    public boolean hasAny(int at, String... sought) {
        for (String each : sought) {
            if (has(at, each)) {
                return true;
            }
        }
        return false;
    }

    /** Where the statement that holds this place ends: a text may hold several. */
    public int end(int from) {
        int end = from;
        while (end < words.size() && !words.get(end).equals(";")) {
            end++;
        }
        return end;
    }

    public String between(int from, int to) {
        return String.join(" ", words.subList(from, Math.min(to, words.size())));
    }

    private void add(Tokens tokens, int depth) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.all().get(i);
            String name = tokens.name(i);
            if (token.kind() == Token.Kind.WORD) {
                words.add(token.in(tokens.text()));
            } else if (name != null) {
                words.add(name);
            } else if (token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.DOLLAR_STRING) {
                words.add("'");
                addText(tokens, i, depth);
            } else {
                words.add(token.in(tokens.text()));
            }
        }
    }

    private void addText(Tokens tokens, int at, int depth) {
        boolean message = tokens.hasAny(at - 1, "IS", "RAISE") || tokens.has(at - 2, "RAISE");
        if (!message) {
            String text = Block.content(tokens, at);
            String whole = text == null ? tokens.all().get(at).in(tokens.text()).substring(1) : text;
            if (depth < DEEPEST) {
                add(Tokens.of(whole), depth + 1);
            } else {
                words.addAll(List.of(whole.split("[^\\w$]+")));
            }
        }
    }
}
