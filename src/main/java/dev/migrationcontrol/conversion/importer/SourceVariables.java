package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.finding.Findings;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts in the values of variables that a system itself replaces, from what the request says. */
final class SourceVariables {
    private final Pattern form;
    private final Predicate<String> replaced;
    private final Map<String, String> values;

    /**
     * @param form what a variable looks like; its first group is the name
     * @param replaced which names the system would replace; others stay as they are
     */
    SourceVariables(Pattern form, Predicate<String> replaced, Map<String, String> values) {
        this.form = form;
        this.replaced = replaced;
        this.values = values;
    }

    String replace(String text, String where, Findings findings) {
        StringBuilder result = new StringBuilder();
        Matcher variable = form.matcher(text);
        while (variable.find()) {
            String name = variable.group(1);
            String value = values.get(name);
            if (value == null && replaced.test(name)) {
                long line = 1
                        + text.substring(0, variable.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                findings.error(
                        "variable-unknown",
                        where + ":" + line,
                        "The system replaces " + variable.group() + " by a value that is not in the folder.",
                        "Name it in the source's variables: \"" + name + "\".");
            }
            variable.appendReplacement(result, Matcher.quoteReplacement(value == null ? variable.group() : value));
        }
        return variable.appendTail(result).toString();
    }
}
