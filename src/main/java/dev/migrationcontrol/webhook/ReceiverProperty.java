package dev.migrationcontrol.webhook;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a property below {@code migration-control.webhooks}, or of the environment variable that replaces it.
 *
 * @param key as written in a properties file, perhaps unknown
 */
record ReceiverProperty(String receiver, String key) {
    private static final Pattern DOTTED =
            Pattern.compile("migration-control\\.webhooks\\.(?:\"(?<quoted>[^\"]*)\"|(?<name>[^.\"]*))\\.(?<key>.+)");
    private static final Pattern VARIABLE = Pattern.compile(
            "MIGRATION_CONTROL_WEBHOOKS_(?<name>.+?)_(?<key>URL|URL_FILE|SECRET|SECRET_FILE|EVENTS|ENVIRONMENTS|TIMEOUT"
                    + "|ALLOW_HTTP)");
    private static final Pattern UNKNOWN_VARIABLE =
            Pattern.compile("MIGRATION_CONTROL_WEBHOOKS_(?<name>[^_]*)_?(?<key>.*)");

    static Optional<ReceiverProperty> parse(String variable) {
        Matcher dotted = DOTTED.matcher(variable);
        if (dotted.matches()) {
            String name = dotted.group("quoted") == null ? dotted.group("name") : dotted.group("quoted");
            return Optional.of(new ReceiverProperty(name, dotted.group("key")));
        }
        Matcher known = VARIABLE.matcher(variable);
        if (known.matches()) {
            return Optional.of(new ReceiverProperty(lower(known.group("name")), lower(known.group("key"))));
        }
        Matcher unknown = UNKNOWN_VARIABLE.matcher(variable);
        return unknown.matches()
                ? Optional.of(new ReceiverProperty(lower(unknown.group("name")), lower(unknown.group("key"))))
                : Optional.empty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
