package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
            int after = name == null ? at + 1 : tokens.afterName(at);
            if (name == null && tokens.hasSymbol(at, BACKTICK) && tokens.hasSymbol(at + 2, BACKTICK)) {
                name = tokens.name(at + 1);
                after = at + 3;
            }
            if (name == null) {
                break;
            }
            folded.add(name);
            Token token = tokens.all().get(tokens.hasSymbol(at, BACKTICK) ? at + 1 : at);
            parts.add(token.kind() == Token.Kind.WORD ? token.in(tokens.text()) : name);
            end = after;
            at = after + 1;
        } while (tokens.hasSymbol(end, '.'));
        return parts.isEmpty() ? null : new Name(parts, folded, end);
    }

    /** The name of an operator, which is made of signs, perhaps after that of a schema; null where there is none. */
    static @Nullable Name operatorAt(Tokens tokens, int from) {
        int signs = from;
        List<String> parts = new ArrayList<>();
        String schema = tokens.name(signs);
        while (schema != null && tokens.hasSymbol(signs + 1, '.')) {
            parts.add(schema);
            signs += 2;
            schema = tokens.name(signs);
        }
        int end = signs;
        StringBuilder operator = new StringBuilder();
        while (end < tokens.size()
                && tokens.all().get(end).kind() == Token.Kind.SYMBOL
                && !tokens.hasSymbol(end, '(')) {
            operator.append(tokens.all().get(end++).in(tokens.text()));
        }
        parts.add(operator.toString());
        return end == signs ? null : new Name(parts, parts, end);
    }

    /** Its parts as PostgreSQL folds them; one that holds a dot or a quote is quoted. */
    String whole() {
        return folded.stream()
                .map(part -> part.indexOf('.') < 0 && part.indexOf('"') < 0 ? part : SqlIdentifiers.identifier(part))
                .collect(Collectors.joining("."));
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
