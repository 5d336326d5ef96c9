package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Environments that share a database, which one of them would change or wipe without the other's knowledge. */
final class Overlaps {
    private Overlaps() {}

    static void check(List<Environment> environments, @Nullable Database control, Misconfigurations misconfigurations) {
        for (int first = 0; first < environments.size(); first++) {
            Environment one = environments.get(first);
            environments.stream()
                    .skip(first + 1L)
                    .filter(other -> share(one, other))
                    .forEach(other -> misconfigurations.add(
                            one.variable() + ", " + other.variable(),
                            "lead to the same database, " + one.database().display() + ", for two environments, "
                                    + one.name() + " and " + other.name(),
                            "give each environment a database of its own"));
            if (control != null && databases(one).anyMatch(control::sameDatabaseAs)) {
                misconfigurations.add(
                        "CONTROL_DATABASE_URL, " + one.variable(),
                        "lead to the same database, " + control.display() + ", for the service and the environment "
                                + one.name(),
                        "give the service a database of its own");
            }
        }
    }

    private static boolean share(Environment one, Environment other) {
        return databases(one).anyMatch(left -> databases(other).anyMatch(left::sameDatabaseAs));
    }

    private static Stream<Database> databases(Environment environment) {
        return Stream.of(environment.database(), environment.statusDatabase());
    }
}
