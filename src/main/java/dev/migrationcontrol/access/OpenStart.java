package dev.migrationcontrol.access;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Misconfigurations;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.environment.Variable;
import dev.migrationcontrol.environment.Variables;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses to start a service for which nobody has configured who may do what, where more than a trial on one machine
 * depends on it.
 */
final class OpenStart {
    /** In both spellings. */
    static final List<String> MODE = List.of("migration-control.access.mode", "MIGRATION_CONTROL_ACCESS_MODE");

    static final String ACKNOWLEDGED = "open-acknowledged";

    /** For who makes the first token on the command line. */
    private static final String CLOSED = "closed";

    private static final String HOST = "quarkus.http.host";
    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|(?:[a-z0-9-]+\\.)+localhost|127(?:\\.[0-9]{1,3}){3}|\\[?(?:0{0,4}:){2,7}0{0,3}1]?");

    private static final String WAYS_OUT = "configure a token and a grant (docs/access.md: migration-control.access"
            + ".tokens.<name>.sha256 and migration-control.access.grants.<name>.token, .role and .environments), or set "
            + MODE.get(0) + "=" + ACKNOWLEDGED + " if everyone who reaches the service may do everything";

    private OpenStart() {}

    /**
     * @param rules as read of the same configuration
     * @throws StartRefused with every reason
     */
    static void check(AccessRules rules, Map<String, String> raw, Environments environments) {
        Misconfigurations misconfigurations = new Misconfigurations();
        Variables variables = new Variables(raw, misconfigurations);
        Optional<Variable> mode = mode(variables);
        mode.ifPresent(given -> checkMode(given, rules, misconfigurations));
        if (mode.isEmpty() && rules.isOpen()) {
            checkSurroundings(variables, environments, misconfigurations);
        }
        if (!misconfigurations.all().isEmpty()) {
            throw new StartRefused(misconfigurations.all());
        }
    }

    private static Optional<Variable> mode(Variables variables) {
        return MODE.stream().flatMap(each -> variables.find(each).stream()).findFirst();
    }

    /** Whether the service is closed also while nothing is configured. */
    static boolean isClosed(Variables variables) {
        return mode(variables)
                .map(each -> each.value().strip())
                .filter(CLOSED::equals)
                .isPresent();
    }

    private static void checkMode(Variable mode, AccessRules rules, Misconfigurations misconfigurations) {
        if (mode.value().strip().equals(CLOSED)) {
            return;
        }
        if (!mode.value().strip().equals(ACKNOWLEDGED)) {
            misconfigurations.add(
                    mode.name(),
                    "is no mode",
                    "write " + ACKNOWLEDGED + " or " + CLOSED + ", or remove it and configure tokens and grants");
        } else if (!rules.isOpen()) {
            misconfigurations.add(
                    mode.name(),
                    "opens the service to everyone, but tokens or grants are configured",
                    "remove it, or remove them");
        }
    }

    private static void checkSurroundings(
            Variables variables, Environments environments, Misconfigurations misconfigurations) {
        if (!environments.areEmbedded()) {
            misconfigurations.add(
                    "migration-control.access",
                    "is not configured, but databases are: everyone who reaches the service could change them",
                    WAYS_OUT);
        }
        variables
                .find(HOST)
                .filter(each -> !LOOPBACK.matcher(each.value().strip().toLowerCase(Locale.ROOT))
                        .matches())
                .ifPresent(host -> misconfigurations.add(
                        host.name(),
                        "lets other machines reach the service, and migration-control.access is not configured",
                        "set it to 127.0.0.1, or " + WAYS_OUT));
        variables
                .find(FORWARDING)
                .filter(each -> Boolean.parseBoolean(each.value().strip()))
                .ifPresent(forwarding -> misconfigurations.add(
                        forwarding.name(),
                        "is for a service behind a proxy, and migration-control.access is not configured",
                        "remove it, or " + WAYS_OUT));
    }
}
