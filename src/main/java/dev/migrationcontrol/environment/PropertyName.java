package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.setting.Spelling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The name of a property below {@code migration-control.environments}, or of the environment variable that replaces it.
 *
 * @param key as written in a properties file, {@code lock-timeout} or {@code placeholders.tenant}
 */
record PropertyName(String environment, String key) {
    private static final String PREFIX = "migration-control.environments.";
    private static final String VARIABLE_PREFIX = "MIGRATION_CONTROL_ENVIRONMENTS_";
    private static final Pattern DOTTED =
            Pattern.compile("(?:\"(?<quoted>[^\"]*)\"|(?<name>[^.\"]*))(?:\\.(?<key>.*))?");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<name>.+?)_PLACEHOLDERS_(?<key>.+)");

    private static final Pattern RULE = Pattern.compile("(accepted-)?rules\\.[a-z0-9-]+");
    private static final Pattern RULE_VARIABLE =
            Pattern.compile("(?<name>.+?)_(?<map>ACCEPTED_RULES|RULES)_(?<key>[A-Z0-9_]+)");

    static Optional<PropertyName> parse(String variable) {
        if (variable.startsWith(PREFIX)) {
            return Optional.of(dotted(variable.substring(PREFIX.length())));
        }
        if (variable.startsWith(VARIABLE_PREFIX)) {
            return Optional.of(underscored(variable.substring(VARIABLE_PREFIX.length())));
        }
        return Optional.empty();
    }

    Optional<String> placeholder() {
        String prefix = EnvironmentKey.PLACEHOLDERS + ".";
        return Optional.of(key)
                .filter(each -> each.startsWith(prefix))
                .map(each -> each.substring(prefix.length()).replace("\"", ""))
                .filter(each -> !each.isEmpty());
    }

    /** What it says of a rule, as {@code rules.<id>} or {@code accepted-rules.<id>}. */
    Optional<String> rule() {
        return Optional.of(key)
                .map(each -> each.replace("\"", ""))
                .filter(each -> RULE.matcher(each).matches());
    }

    /** The object whose drift it accepts, as {@code drift-accept.<object>}; quotes do not count. */
    Optional<String> acceptedObject() {
        return Optional.of(key)
                .filter(each -> each.startsWith(DriftPolicyReader.ACCEPT))
                .map(each -> each.substring(DriftPolicyReader.ACCEPT.length()).replace("\"", ""))
                .filter(each -> !each.isBlank());
    }

    private static PropertyName dotted(String rest) {
        Matcher matcher = DOTTED.matcher(rest);
        if (!matcher.matches()) {
            return new PropertyName("", rest);
        }
        String name = matcher.group("quoted") == null ? matcher.group("name") : matcher.group("quoted");
        String key = matcher.group("key");
        return new PropertyName(name, key == null ? "" : key);
    }

    /** The name may hold underscores as well as the key, so the longest known key at the end wins. */
    private static PropertyName underscored(String rest) {
        Matcher placeholder = PLACEHOLDER.matcher(rest);
        if (placeholder.matches()) {
            return new PropertyName(
                    EnvironmentName.of(placeholder.group("name")),
                    EnvironmentKey.PLACEHOLDERS + "." + placeholder.group("key").toLowerCase(Locale.ROOT));
        }
        Matcher rule = RULE_VARIABLE.matcher(rest);
        if (rule.matches()) {
            String map = rule.group("map").equals("RULES") ? RulePolicyReader.LEVELS : RulePolicyReader.ACCEPTED;
            return new PropertyName(
                    EnvironmentName.of(rule.group("name")), map + EnvironmentName.of(rule.group("key")));
        }
        List<String> words = Arrays.asList(rest.split("_"));
        return splits(words)
                .filter(each -> EnvironmentKey.find(each.key()).isPresent())
                .findFirst()
                .orElseGet(() -> probablyMeant(words));
    }

    private static Stream<PropertyName> splits(List<String> words) {
        return IntStream.range(1, words.size())
                .mapToObj(at -> new PropertyName(
                        EnvironmentName.of(String.join("_", words.subList(0, at))),
                        EnvironmentName.of(String.join("_", words.subList(at, words.size())))));
    }

    private static PropertyName probablyMeant(List<String> words) {
        return splits(words)
                .min(Comparator.comparingInt(PropertyName::distanceToKnownKey))
                .orElse(new PropertyName(EnvironmentName.of(String.join("_", words)), ""));
    }

    private int distanceToKnownKey() {
        return EnvironmentKey.properties().stream()
                .mapToInt(known -> Spelling.distance(key, known))
                .min()
                .orElseThrow();
    }
}
