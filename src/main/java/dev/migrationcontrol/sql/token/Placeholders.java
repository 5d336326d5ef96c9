package dev.migrationcontrol.sql.token;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces placeholders in a script, wherever they are. A dollar that ends a dollar quote begins none: the JSON in
 * {@code $${"a":1}$$} is text.
 */
public final class Placeholders {
    private static final int LONGEST_SHOWN = 60;

    private final String prefix;
    private final String suffix;
    private final Map<String, String> values = new HashMap<>();

    /** @param values by their names, whose case does not count */
    public Placeholders(String prefix, String suffix, Map<String, String> values) {
        this.prefix = prefix;
        this.suffix = suffix;
        values.forEach((name, value) -> this.values.put(name.toLowerCase(Locale.ROOT), value));
    }

    /** Something in a script that is written as a placeholder and cannot be replaced. */
    public static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        private final String placeholder;
        private final Why why;
        private final int line;
        private final int column;

        /** Why a placeholder cannot be replaced. */
        public enum Why {
            /** No value is known for its name. */
            UNKNOWN,
            /** It has no end. */
            UNCLOSED,
            /** Its first character is also the end of a dollar quote, so it may be text as well. */
            AMBIGUOUS
        }

        private Unresolved(String placeholder, Why why, int line, int column) {
            super(placeholder, null, false, false);
            this.placeholder = placeholder;
            this.why = why;
            this.line = line;
            this.column = column;
        }

        /** As it is in the script. */
        public String placeholder() {
            return placeholder;
        }

        public Why why() {
            return why;
        }

        /** From 1. */
        public int line() {
            return line;
        }

        /** From 1. */
        public int column() {
            return column;
        }
    }

    /**
     * The text with the values in it.
     *
     * @throws Unresolved at the first placeholder that cannot be replaced
     */
    public String replace(String text) throws Unresolved {
        int at = text.indexOf(prefix);
        if (at < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        DollarQuotes quotes = new DollarQuotes(text);
        int from = 0;
        while (at >= 0) {
            int end = text.indexOf(suffix, at + prefix.length());
            String name = end < 0 ? null : text.substring(at + prefix.length(), end);
            String value = name == null ? null : values.get(name.toLowerCase(Locale.ROOT));
            if (quotes.endAt(at)) {
                if (value != null) {
                    throw unresolved(text, at, name, Unresolved.Why.AMBIGUOUS);
                }
                at = text.indexOf(prefix, at + 1);
                continue;
            }
            if (value == null) {
                throw unresolved(text, at, name, name == null ? Unresolved.Why.UNCLOSED : Unresolved.Why.UNKNOWN);
            }
            replaced.append(text, from, at).append(value);
            from = end + suffix.length();
            at = text.indexOf(prefix, from);
        }
        return replaced.append(text, from, text.length()).toString();
    }

    private Unresolved unresolved(String text, int at, @Nullable String name, Unresolved.Why why) {
        String shown = name == null ? "" : name.substring(0, Math.min(name.length(), LONGEST_SHOWN)) + suffix;
        Lines lines = new Lines(text);
        return new Unresolved(prefix + shown, why, lines.of(at), lines.columnOf(at));
    }
}
