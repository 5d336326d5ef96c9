package dev.migrationcontrol.environment.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting of several values, separated by commas. A comma within a value has a backslash before it, or the value is
 * in double quotes, in which a double quote is written twice, as SQL writes identifiers.
 */
public final class ListSetting {
    private final String text;
    private final List<String> parts = new ArrayList<>();
    private int at;

    private ListSetting(String text) {
        this.text = text;
    }

    /** The values; nothing where there is none, or a quote is not closed. */
    public static Optional<List<String>> parse(String text) {
        return new ListSetting(text).parts();
    }

    private Optional<List<String>> parts() {
        while (at <= text.length()) {
            skipSpaces();
            boolean quoted = at < text.length() && text.charAt(at) == '"';
            String part = quoted ? quoted() : plain();
            if (part == null) {
                return Optional.empty();
            }
            if (!part.isEmpty()) {
                parts.add(part);
            }
            at++;
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(parts));
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Ends at the comma, or at the end. A backslash before anything else is one: folders of Windows have them. */
    private String plain() {
        StringBuilder part = new StringBuilder();
        while (at < text.length() && text.charAt(at) != ',') {
            boolean escaped = text.startsWith("\\,", at);
            part.append(escaped ? ',' : text.charAt(at));
            at += escaped ? 2 : 1;
        }
        return part.toString().strip();
    }

    private @Nullable String quoted() {
        StringBuilder part = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '"') {
                part.append(text.charAt(at));
            } else if (text.startsWith("\"\"", at)) {
                part.append('"');
                at++;
            } else {
                at++;
                skipSpaces();
                return at >= text.length() || text.charAt(at) == ',' ? part.toString() : null;
            }
        }
        return null;
    }
}
