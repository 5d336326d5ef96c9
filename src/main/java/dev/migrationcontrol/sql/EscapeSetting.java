package dev.migrationcontrol.sql;

import java.util.Locale;

/** Follows {@code standard_conforming_strings} through a script: without it a backslash escapes in plain strings. */
final class EscapeSetting {
    private static final String NAME = "standard_conforming_strings";

    private final boolean initial;
    private boolean escapes;

    EscapeSetting(boolean initial) {
        this.initial = initial;
        this.escapes = initial;
    }

    boolean isOn() {
        return escapes;
    }

    void follow(Statement statement) {
        String text = statement.text();
        if (text.length() > 2_000) {
            return;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains(NAME)) {
            set(statement.tokens());
        } else if (lower.contains("reset") || lower.contains("discard")) {
            Tokens tokens = statement.tokens();
            escapes = tokens.hasAny(0, "RESET", "DISCARD") && tokens.has(1, "ALL") ? initial : escapes;
        }
    }

    private void set(Tokens tokens) {
        if (tokens.has(0, "RESET") && tokens.has(1, NAME)) {
            escapes = initial;
        } else if (tokens.has(0, "SET")) {
            int name = tokens.hasAny(1, "SESSION", "LOCAL") ? 2 : 1;
            if (NAME.equals(tokens.name(name))) {
                assign(tokens.value(name + 2));
            }
        } else if (tokens.has(0, "SELECT")) {
            for (int i = 1; i < tokens.size(); i++) {
                if (tokens.has(i, "SET_CONFIG") && tokens.value(i + 2).equals(NAME)) {
                    assign(tokens.value(i + 4));
                }
            }
        }
    }

    /** PostgreSQL takes every beginning of a word that is not ambiguous. */
    private void assign(String value) {
        if (value.equals("default")) {
            escapes = initial;
        } else if (value.equals("0") || value.matches("of|off|f.*|n|no")) {
            escapes = true;
        } else if (value.equals("1") || value.matches("on|t.*|y.*")) {
            escapes = false;
        }
    }
}
