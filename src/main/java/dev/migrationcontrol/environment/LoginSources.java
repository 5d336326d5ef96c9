package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.LoginProvider;
import dev.migrationcontrol.environment.database.LoginSource;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives each configured database the source of its login: what it was read from, or a store that a setting names. */
final class LoginSources {
    static final String CONTROL = "migration-control.control.login-from";
    private static final Pattern FROM = Pattern.compile("(?<provider>[a-z0-9-]{1,64}):(?<entry>\\S{1,1024})");

    private final Variables variables;
    private final DatabaseSources sources;
    private final Misconfigurations misconfigurations;
    private final Map<String, LoginProvider> providers = new TreeMap<>();

    LoginSources(Variables variables, DatabaseSources sources, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.sources = sources;
        this.misconfigurations = misconfigurations;
        ServiceLoader.load(LoginProvider.class).forEach(each -> providers.put(each.name(), each));
    }

    /** @param variable that says where the database is */
    Database ofEnvironment(String name, boolean replica, String variable, Database database) {
        Optional<Variable> store =
                sources.block(name).variable(EnvironmentKey.LOGIN_FROM).flatMap(variables::find);
        if (store.isPresent()) {
            return stored(store.get(), database);
        }
        return VariableLogin.of(
                database,
                nameOfPassword(name, variable),
                variables,
                (again, wrong) ->
                        new DatabaseSources(again, wrong).find(name, replica).flatMap(DatabaseSource::database));
    }

    /** @param variable that says where the control database is */
    Database ofControl(String variable, Optional<Variable> store, Database database) {
        return store.map(each -> stored(each, database))
                .orElseGet(() -> VariableLogin.of(
                        database, variable, variables, (again, wrong) -> new DatabaseSources(again, wrong).control()));
    }

    /** @param variable that says where plans are rehearsed */
    Database ofRehearsal(String variable, Database database) {
        return VariableLogin.of(
                database,
                variable,
                variables,
                (again, wrong) -> new DatabaseSources(again, wrong).rehearsal().flatMap(DatabaseSource::database));
    }

    private String nameOfPassword(String environment, String variable) {
        Optional<Variable> property =
                sources.block(environment).variable(EnvironmentKey.PASSWORD).flatMap(variables::find);
        Optional<Variable> part =
                variable.equals(DatabaseParts.HOST) ? variables.find(DatabaseParts.PASSWORD) : Optional.empty();
        return property.or(() -> part).map(Variable::name).orElse(variable);
    }

    private Database stored(Variable setting, Database database) {
        Matcher from = FROM.matcher(setting.value().strip());
        if (!from.matches()) {
            misconfigurations.add(
                    setting.name(), "names no entry of a provider", "write <provider>:<entry>, without spaces");
            return database;
        }
        LoginProvider provider = providers.get(from.group("provider"));
        if (provider == null) {
            misconfigurations.add(
                    setting.name(),
                    "names a provider that the service does not have; "
                            + (providers.isEmpty() ? "it has none" : "it has " + String.join(", ", providers.keySet())),
                    "add the provider to the service, or use a file");
            return database;
        }
        if (database.password() != null) {
            misconfigurations.add(
                    setting.name(), "is set, although the database has a password, too", "keep one of the two");
        }
        return database.withSource(LoginSource.provided(setting.name(), provider, from.group("entry")));
    }
}
