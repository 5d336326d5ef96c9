package dev.migrationcontrol.source;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of a project that read variables, perhaps under a prefix, so that callers name a part of the variable only. */
final class WrapperFunctions {
    private static final Pattern DEFINITION = Pattern.compile(
            "(?:\\bdef\\s+|\\bfunc\\s+(?:\\([^)]*\\)\\s*)?|\\bfunction\\s+|\\bfn\\s+|\\bconst\\s+|\\bString\\s+|^[ \\t]*)(\\w{3,})\\s*(?:=\\s*(?:async\\s*)?)?(?:<[^>]*>)?\\(\\s*(?:self,\\s*|final\\s+|&?\\w+\\s+(?=\\w))?\\$?(\\w+)",
            Pattern.MULTILINE);
    private static final Pattern READS = Pattern.compile(
            "(?:getenv|environ(?:\\.get)?|Getenv|LookupEnv|process\\.env|ENV(?:\\.fetch)?|env::var|get_env|GetEnvironmentVariable)\\s*[(\\[]\\s*(.{1,120})");
    private static final Pattern LITERAL = Pattern.compile("([\"'])[A-Za-z_]\\w*+\\1\\s*+[)\\],]");

    /** The longest name of a function that reads variables, and what of its argument is looked at. */
    private static final int NAME = 30;

    private static final int ARGUMENT = 120;
    private static final int BODY = 500;
    private static final int LONGEST_DEFINITION = 1000;

    private final Map<String, String> prefixes = new LinkedHashMap<>();

    /**
     * Remembers the wrappers that a file defines.
     *
     * @param reads where it reads variables, in order
     */
    void definedIn(SourceText source, List<Integer> reads) {
        String text = source.text();
        // Definitions are costly to search for, so only before what may belong to them.
        int done = 0;
        int from = 0;
        int last = -1;
        for (int read : reads) {
            if (isOfLiteral(text, read)) {
                continue;
            }
            int begin = text.lastIndexOf('\n', Math.max(0, read - BODY - LONGEST_DEFINITION)) + 1;
            if (begin > last) {
                definedIn(text, from, last);
                from = Math.max(begin, done);
            }
            last = read;
            done = read;
        }
        definedIn(text, from, last);
    }

    /** Whether what is read is spelled out, so that no parameter names it. */
    private static boolean isOfLiteral(String text, int read) {
        String around = text.substring(Math.max(0, read - NAME), Math.min(text.length(), read + NAME + ARGUMENT));
        Matcher reads = BoundedPattern.in(READS, around);
        return !reads.find()
                || BoundedPattern.in(LITERAL, String.valueOf(reads.group(1))).lookingAt();
    }

    private void definedIn(String whole, int from, int last) {
        if (last < from) {
            return;
        }
        String text = whole.substring(from, Math.min(whole.length(), last + BODY));
        Matcher definition = BoundedPattern.in(DEFINITION, text).region(0, last - from);
        while (definition.find()) {
            String parameter = String.valueOf(definition.group(2));
            String body = text.substring(definition.end(), Math.min(text.length(), definition.end() + BODY));
            Matcher reads = BoundedPattern.in(READS, body);
            if (reads.find() && !definition.group(1).matches("if|for|while|return|print|with|getenv|switch")) {
                String argument = String.valueOf(reads.group(1));
                if (BoundedPattern.in(Pattern.compile("(?<![\\w\"'])\\$?" + Pattern.quote(parameter) + "\\b"), argument)
                        .find()) {
                    prefixes.put(String.valueOf(definition.group(1)), prefix(whole, argument, parameter));
                }
            }
        }
    }

    private static String prefix(String text, String argument, String parameter) {
        int at = argument.indexOf(parameter);
        String before = at < 0 ? "" : argument.substring(0, at);
        Matcher literal = BoundedPattern.in(Pattern.compile("[\"'`]([A-Za-z_][A-Za-z0-9]*_)"), before);
        if (literal.find()) {
            return String.valueOf(literal.group(1));
        }
        Matcher constant =
                BoundedPattern.in(Pattern.compile("([A-Za-z_]\\w*)"), before.replaceFirst("^f?[\"'`$]+", ""));
        if (constant.find()) {
            Matcher value = BoundedPattern.in(
                    Pattern.compile("\\b" + constant.group(1) + "\\b\\s*(?::\\s*\\w+\\s*)?:?=\\s*[\"'](\\w+)[\"']"),
                    text);
            if (value.find()) {
                return String.valueOf(value.group(1));
            }
        }
        return "";
    }

    boolean isEmpty() {
        return prefixes.isEmpty();
    }

    List<String> names() {
        return List.copyOf(prefixes.keySet());
    }

    /** Adds what a call of a wrapper reads. */
    void call(String wrapper, SourceFile file, SourceText text, int line, VariableScan scan) {
        Matcher call = BoundedPattern.in(
                Pattern.compile("\\b" + Pattern.quote(wrapper) + "\\(\\s*[\"'`]([A-Za-z][\\w.-]*)[\"'`]"),
                text.line(line));
        while (call.find()) {
            String prefix = prefixes.getOrDefault(wrapper, "");
            String name = (prefix + VariableNames.fromProperty(String.valueOf(call.group(1)))).toUpperCase(Locale.ROOT);
            if (!prefix.isEmpty()) {
                scan.forget(String.valueOf(call.group(1)), file.path(), line);
            }
            if (VariableNames.isDatabase(name)) {
                scan.add(
                        name,
                        new VariableUse(
                                file.path(),
                                line,
                                VariableUse.Kind.READS,
                                "through " + wrapper + "()" + (prefix.isEmpty() ? "" : " with the prefix " + prefix)));
            }
        }
    }
}
