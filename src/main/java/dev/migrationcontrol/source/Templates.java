package dev.migrationcontrol.source;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Documents that a program fills in first (Helm, Jinja, Maven): what it puts there becomes plain letters, on the same lines. */
final class Templates {
    private static final Pattern ACTION = Pattern.compile("\\{\\{[^}]*+}}|\\{%[^}]*+}");
    private static final Pattern LINE = Pattern.compile("(?m)^[ \\t]*+x++[ \\t]*+$");
    private static final Pattern VALUE = Pattern.compile("(?<=[:-] )@");

    private Templates() {}

    static String plain(String text) {
        if (!text.contains("{{") && !text.contains("{%") && !text.contains("@")) {
            return text;
        }
        String letters = BoundedPattern.in(VALUE, text).replaceAll("x");
        letters = BoundedPattern.in(ACTION, letters)
                .replaceAll(action -> action.group().replaceAll("[^\n]", "x"));
        Matcher whole = BoundedPattern.in(LINE, letters);
        return whole.replaceAll(line -> line.group().replace('x', ' '));
    }
}
