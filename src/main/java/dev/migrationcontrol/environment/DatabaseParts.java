package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import dev.migrationcontrol.environment.database.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The alternative to {@code DATABASE_URL}: {@code DB_HOST}, {@code DB_PORT}, {@code DB_NAME} and the login. */
final class DatabaseParts {
    static final String HOST = "DB_HOST";
    static final String PASSWORD = "DB_PASSWORD";
    private static final String PORT = "DB_PORT";
    private static final String NAME = "DB_NAME";

    private final Variables variables;
    private final Misconfigurations misconfigurations;

    DatabaseParts(Variables variables, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.misconfigurations = misconfigurations;
    }

    /** One of them alone, or the others, often only serve to compose URLs. */
    boolean areSet() {
        boolean host = variables.isSet(HOST);
        boolean name = variables.isSet(NAME);
        return (host && name) || ((host || name) && !variables.areReferringTo(host ? HOST : NAME));
    }

    Optional<Database> database() {
        Optional<List<HostPort>> hosts = required(HOST).map(this::hosts).filter(each -> !each.isEmpty());
        Optional<String> name = required(NAME);
        Optional<String> user = variables.find("DB_USER").map(Variable::value);
        Optional<String> password = variables.find(PASSWORD).map(Variable::value);
        if (hosts.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Database(
                hosts.get(),
                name.get(),
                user.orElse(null),
                password.map(Secret::new).orElse(null),
                Map.of()));
    }

    private Optional<String> required(String part) {
        if (!variables.isSet(part)) {
            misconfigurations.add(
                    part, "is missing, although other DB_ variables are set", "set " + part + " or DATABASE_URL");
        }
        return variables.find(part).map(Variable::value);
    }

    private List<HostPort> hosts(String text) {
        Optional<Variable> given = variables.find(PORT);
        OptionalInt port =
                given.map(each -> HostList.port(each.value().strip())).orElse(OptionalInt.of(HostPort.DEFAULT_PORT));
        if (port.isEmpty()) {
            misconfigurations.add(PORT, "is no number from 1 to 65535", "write 5432");
            return List.of();
        }
        boolean bareAddress = text.chars().filter(each -> each == ':').count() > 1 && !text.contains("[");
        return HostList.parse(bareAddress ? "[" + text + "]" : text, misconfigurations.about(HOST)).stream()
                .map(host -> given.isPresent() ? new HostPort(host.host(), port.getAsInt()) : host)
                .toList();
    }
}
