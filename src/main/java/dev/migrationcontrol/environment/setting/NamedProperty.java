package dev.migrationcontrol.environment.setting;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a property of several named things, {@code <prefix>.<name>.<key>}, or of the environment variable that
 * replaces it.
 *
 * @param name as written; perhaps none that is allowed
 * @param key as written in a properties file, perhaps unknown
 */
public record NamedProperty(String name, String key) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern REST = Pattern.compile("(?:\"(?<quoted>[^\"]*)\"|(?<name>[^.\"]*))(?:\\.(?<key>.*))?");

    /**
     * @param prefix such as {@code migration-control.freezes}
     * @param keys the known ones: in a variable, the name may hold underscores as well as the key
     * @return nothing where the variable is none of these
     */
    public static Optional<NamedProperty> parse(String prefix, Collection<String> keys, String variable) {
        if (variable.startsWith(prefix + ".")) {
            return Optional.of(dotted(variable.substring(prefix.length() + 1)));
        }
        String start = prefix.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_') + "_";
        return variable.startsWith(start)
                ? Optional.of(underscored(lower(variable.substring(start.length())), keys))
                : Optional.empty();
    }

    /** Whether it is a name: lower-case letters, digits and hyphens, a letter first. */
    public boolean isNamed() {
        return NAME.matcher(name).matches();
    }

    private static NamedProperty dotted(String rest) {
        Matcher matcher = REST.matcher(rest);
        if (!matcher.matches()) {
            return new NamedProperty("", rest);
        }
        String name = matcher.group("quoted") == null ? matcher.group("name") : matcher.group("quoted");
        return new NamedProperty(name, matcher.group("key") == null ? "" : matcher.group("key"));
    }

    private static NamedProperty underscored(String rest, Collection<String> keys) {
        Optional<String> known =
                keys.stream().filter(each -> rest.endsWith("-" + each)).max(Comparator.comparingInt(String::length));
        int end = known.map(each -> rest.length() - each.length() - 1).orElse(Math.max(rest.lastIndexOf('-'), 0));
        return new NamedProperty(
                rest.substring(0, end), known.orElse(rest.substring(Math.min(end + 1, rest.length()))));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
