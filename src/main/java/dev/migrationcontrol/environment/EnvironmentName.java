package dev.migrationcontrol.environment;

import java.util.Locale;
import java.util.Map;

/** How environments may be called. */
final class EnvironmentName {
    private static final String PATTERN = "[a-z][a-z0-9-]{0,62}";

    /** Names that would be taken for something else, and what to write instead. */
    private static final Map<String, String> RESERVED = Map.of(
            "all", "use another name: all means every environment",
            "control", "use another name: the service's own database is CONTROL_DATABASE_URL, not an environment",
            "rehearsal", "use another name: plans are rehearsed at REHEARSAL_DATABASE_URL, which is not an environment",
            "migration-control", "write CONTROL_DATABASE_URL for the service's own database",
            "read", "write DATABASE_READ_URL for the replica of main, TEST_DATABASE_READ_URL for that of test");

    private EnvironmentName() {}

    /** {@code BILLING_EU} is {@code billing-eu}. */
    static String of(String variablePart) {
        return variablePart.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code billing-eu} is {@code BILLING_EU}. */
    static String variablePart(String environment) {
        return environment.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static void check(String name, Complaints complaints) {
        if (RESERVED.containsKey(name)) {
            complaints.add("uses the reserved name " + name, RESERVED.get(name));
        } else if (!name.matches(PATTERN)) {
            complaints.add(
                    "gives no valid environment name",
                    "begin the name with a letter; letters, digits and hyphens may follow, 63 in all");
        }
    }
}
