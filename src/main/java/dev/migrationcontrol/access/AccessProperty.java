package dev.migrationcontrol.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a property below {@code migration-control.access.tokens}, {@code .providers} or {@code .grants}, or of the environment variable
 * that replaces it.
 *
 * @param name of the token, provider or grant
 * @param key as written in a properties file, perhaps unknown
 */
record AccessProperty(Kind kind, String name, String key) {
    /** What is configured. */
    enum Kind {
        TOKENS("token"),
        PROVIDERS("provider"),
        GRANTS("grant");

        /** One of them, in words. */
        private final String one;

        Kind(String one) {
            this.one = one;
        }

        String one() {
            return one;
        }
    }

    private static final Pattern DOTTED = Pattern.compile(
            "migration-control\\.access\\.(?<kind>tokens|providers|grants)\\.(?:\"(?<quoted>[^\"]*)\"|(?<name>[^.\"]*))\\.(?<key>.+)");
    private static final Pattern VARIABLE =
            Pattern.compile("MIGRATION_CONTROL_ACCESS_(?<kind>TOKENS|PROVIDERS|GRANTS)_(?<name>.+)_(?<key>[A-Z0-9]+)");
    private static final Pattern SECRET_FILE_VARIABLE =
            Pattern.compile("MIGRATION_CONTROL_ACCESS_(?<kind>PROVIDERS)_(?<name>.+)_SECRET_FILE");
    private static final Pattern CLAIM_VARIABLE =
            Pattern.compile("MIGRATION_CONTROL_ACCESS_(?<kind>GRANTS)_(?<name>.+?)_CLAIMS_(?<claim>.+)");

    /** Before the name of a claim. */
    static final String CLAIMS = "claims.";

    /** Where the secret of a client is mounted. */
    static final String SECRET_FILE = "secret-file";

    /** How browsers reach the service, in both spellings. */
    static final List<String> ADDRESS = List.of("migration-control.access.address", "MIGRATION_CONTROL_ACCESS_ADDRESS");

    /** Which pages are for everyone, in both spellings. */
    static final List<String> PUBLIC_PAGES =
            List.of("migration-control.access.public-pages", "MIGRATION_CONTROL_ACCESS_PUBLIC_PAGES");

    /**
     * Whether it is meant for access, and nothing there has this name: a slip must not leave the service open. The
     * configuration lists each environment variable a second time, in lower case with points, which is none.
     */
    static boolean isUnknown(String variable) {
        return variable.matches("migration-control\\.access\\..*|MIGRATION_CONTROL_ACCESS_.*")
                && !PUBLIC_PAGES.contains(variable)
                && !ADDRESS.contains(variable)
                && !OpenStart.MODE.contains(variable);
    }

    static Optional<AccessProperty> parse(String variable) {
        Matcher dotted = DOTTED.matcher(variable);
        if (dotted.matches()) {
            String name = dotted.group("quoted") == null ? dotted.group("name") : dotted.group("quoted");
            return Optional.of(
                    new AccessProperty(kind(dotted), name, dotted.group("key").replace("\"", "")));
        }
        Matcher claim = CLAIM_VARIABLE.matcher(variable);
        if (claim.matches()) {
            String key = CLAIMS + claim.group("claim").toLowerCase(Locale.ROOT);
            return Optional.of(new AccessProperty(kind(claim), lower(claim.group("name")), key));
        }
        Matcher secretFile = SECRET_FILE_VARIABLE.matcher(variable);
        if (secretFile.matches()) {
            return Optional.of(new AccessProperty(kind(secretFile), lower(secretFile.group("name")), SECRET_FILE));
        }
        Matcher known = VARIABLE.matcher(variable);
        return known.matches()
                ? Optional.of(new AccessProperty(kind(known), lower(known.group("name")), lower(known.group("key"))))
                : Optional.empty();
    }

    private static Kind kind(Matcher matcher) {
        return Kind.valueOf(matcher.group("kind").toUpperCase(Locale.ROOT));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
