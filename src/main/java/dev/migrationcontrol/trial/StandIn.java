package dev.migrationcontrol.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is created in place of an extension that a server lacks: types, operators and functions that an ordinary role may
 * create, so that the rest of a script can be tried.
 *
 * @param types as domains of text, whose modifiers have to be left out
 * @param modifiers what those may be: {@code number}, or the first word of them
 * @param schemas that the extension creates itself
 * @param names of what it has beyond the stand-in, or what a server says when that is missing; with {@code *}
 * @param relations the tables and views among them, and their schemas
 * @param sql with {@code @extschema@} in place of the schema
 */
record StandIn(
        String extension,
        Set<String> types,
        Set<String> modifiers,
        Set<String> schemas,
        List<String> names,
        List<String> relations,
        String sql) {
    /** A modifier that is a number. */
    static final String NUMBER = "number";

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}");
    private static final String HEADER = "-- ";

    /** The stand-in of an extension, where there is one. */
    static Optional<StandIn> of(String extension) {
        if (!NAME.matcher(extension).matches()) {
            return Optional.empty();
        }
        try (InputStream in = StandIn.class.getResourceAsStream("stand-in/" + extension + ".sql")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(read(extension, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StandIn read(String extension, String text) {
        Map<String, String> head = new HashMap<>();
        StringBuilder sql = new StringBuilder();
        for (String line : text.split("\n")) {
            if (line.startsWith(HEADER)) {
                String[] parts = line.substring(HEADER.length()).split(":", 2);
                head.put(parts[0], parts[1].strip());
            } else {
                sql.append(line).append(' ');
            }
        }
        return new StandIn(
                extension,
                words(head, "types"),
                words(head, "modifiers"),
                words(head, "schemas"),
                List.copyOf(words(head, "names")),
                List.copyOf(words(head, "relations")),
                sql.toString().strip());
    }

    private static Set<String> words(Map<String, String> head, String key) {
        return Arrays.stream(head.getOrDefault(key, "").split("\\s+"))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a sentence of the server names something of the extension.
     *
     * @param relation whether it misses a table or a column
     */
    boolean isNamedIn(Set<String> named, boolean relation) {
        return named.stream()
                .anyMatch(each -> relation
                        ? isOneOf(relations, each)
                        : types.contains(each) || each.equals(extension) || isOneOf(names, each));
    }

    private static boolean isOneOf(List<String> patterns, String name) {
        return patterns.stream().anyMatch(each -> matches(each.split("\\*", -1), name));
    }

    private static boolean matches(String[] parts, String name) {
        int at = parts[0].length();
        if (parts.length == 1) {
            return name.equals(parts[0]);
        }
        if (!name.startsWith(parts[0])) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return name.length() - last.length() >= at && name.endsWith(last);
    }

    /** What is said of it, in words. */
    String described() {
        return types.isEmpty() ? "its most common functions" : "its types as text, and its most common functions";
    }
}
