package dev.migrationcontrol.audit.patch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file of variables sets. */
final class Assignments {
    private static final Pattern LINE = Pattern.compile("^\\s*+(?:export\\s++)?([A-Za-z_]\\w*+)\\s*+=\\s*+(.*)$");

    private Assignments() {}

    static Map<String, String> of(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : TextLines.of(text)) {
            Matcher matcher = LINE.matcher(TextLines.withoutEnd(line));
            if (matcher.matches()) {
                values.put(
                        String.valueOf(matcher.group(1)),
                        String.valueOf(matcher.group(2)).strip());
            }
        }
        return values;
    }
}
