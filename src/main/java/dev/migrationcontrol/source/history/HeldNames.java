package dev.migrationcontrol.source.history;

import dev.migrationcontrol.system.table.HistoryNames;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strings that constants, variables, parameters and properties of a program hold. */
public final class HeldNames {
    private static final int MOST = 4000;
    private static final Pattern HELD = Pattern.compile(
            "(?<!\\w)([A-Za-z_]\\w*+)[\"'\\]?]?+[ \\t]*+(?:(?::|\\bas\\b)[ \\t]*+[&'\\w<>\\[\\]. |]{1,40}?)?[ \\t]*+(?:=>|:=|\\?\\?=|\\|\\|=|=|:|\\()?[ \\t]*+(?:fromMaybe )?+[\"'`:@]++(?:\\$\\{\\w++:-)?+([A-Za-z_]\\w*+(?:\\.[A-Za-z_]\\w*+)?+)[\"'`})]"
                    + "|(?m:^[ \\t]*+(?:export |readonly |local )?+([A-Za-z_]\\w*+)=[\"']?(?:\\$\\{\\w++:-)?+([A-Za-z_]\\w*+)[\"'}\\s])");

    private final Map<String, String> held = new HashMap<>();
    private String table = "";

    public HeldNames(String text) {
        Matcher matcher = BoundedPattern.in(HELD, text);
        int from = 0;
        while (held.size() < MOST && from <= text.length() && matcher.find(from)) {
            boolean quoted = matcher.group(1) != null;
            String name = String.valueOf(matcher.group(quoted ? 1 : 3));
            String value = String.valueOf(matcher.group(quoted ? 2 : 4));
            held.putIfAbsent(name, value);
            boolean isTable = name.toLowerCase(Locale.ROOT).contains("table") && !value.equalsIgnoreCase("table");
            if (isTable && (table.isEmpty() || HistoryNames.isTable(value) && !HistoryNames.isTable(table))) {
                table = value;
            }
            from = Math.max(matcher.start() + 1, matcher.start(quoted ? 2 : 4));
        }
    }

    /** What a name holds; what the one that is called a table holds where the name is not known. */
    public Optional<String> of(String name) {
        if (name.isEmpty()) {
            return table.isEmpty() ? Optional.empty() : Optional.of(table);
        }
        String plain = name.replaceFirst("^_+", "");
        return Optional.ofNullable(held.get(name))
                .or(() -> Optional.ofNullable(held.get(plain)))
                .or(() -> Optional.ofNullable(held.get(plain.replaceFirst("^(?:get|Get)", ""))))
                .map(value -> value.substring(value.lastIndexOf('.') + 1));
    }
}
