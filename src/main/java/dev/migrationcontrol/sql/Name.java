package dev.migrationcontrol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name of an object in a statement.
 *
 * @param parts such as schema and table, without quotes, otherwise as they are written
 * @param folded the same parts as PostgreSQL folds them
 * @param end the place after it
 */
record Name(List<String> parts, List<String> folded, int end) {
    private static final char BACKTICK = '`';

    /** The name at a place; null where there is none. Backticks, which other databases have, quote as well. */
    static @Nullable Name at(Tokens tokens, int from) {
        List<String> parts = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        int at = from;
        int end = from;
        do {
            String name = tokens.name(at);
            int after = at + 1;
            if (name == null && tokens.hasSymbol(at, BACKTICK) && tokens.hasSymbol(at + 2, BACKTICK)) {
                name = tokens.name(at + 1);
                after = at + 3;
            }
            if (name == null) {
                break;
            }
            folded.add(name);
            Token token = tokens.all().get(after == at + 1 ? at : at + 1);
            parts.add(token.kind() == Token.Kind.WORD ? token.in(tokens.text()) : name);
            end = after;
            at = after + 1;
        } while (tokens.hasSymbol(end, '.'));
        return parts.isEmpty() ? null : new Name(parts, folded, end);
    }

    /** As it is written, without quotes and without the schema {@code public}. */
    String written() {
        boolean usual = parts.size() > 1 && parts.get(0).equals("public");
        return String.join(".", usual ? parts.subList(1, parts.size()) : parts);
    }

    /** The last part of a name that is written with its schema, in lower case. */
    static String last(String written) {
        return written.substring(written.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
