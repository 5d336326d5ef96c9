package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.setting.ListSetting;
import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes a blueprint of the variables, or refuses the start with everything that is wrong with them. */
final class EnvironmentPlanner {
    private final Misconfigurations misconfigurations = new Misconfigurations();
    private final Variables variables;
    private final DatabaseSources sources;
    private final LoginSources logins;
    private final EmbeddedConfig embedded;
    private final LaunchMode mode;

    EnvironmentPlanner(Map<String, String> raw, EmbeddedConfig embedded, LaunchMode mode) {
        this.variables = new Variables(raw, misconfigurations);
        this.sources = new DatabaseSources(variables, misconfigurations);
        this.logins = new LoginSources(variables, sources, misconfigurations);
        this.embedded = embedded;
        this.mode = mode;
    }

    /** For who reads the configuration without being the service. */
    static EnvironmentPlanner withoutServer(Map<String, String> raw) {
        return new EnvironmentPlanner(raw, new NoServer(), LaunchMode.NORMAL);
    }

    /** The blueprint; throws {@link StartRefused}. */
    EnvironmentPlan plan() {
        EmbeddedUse use = EmbeddedUse.decide(sources, mode, embedded.control(), misconfigurations);
        checkSwitches();
        PolicyReader policies = new PolicyReader(variables, misconfigurations, Policy.defaults(locations(use)));
        Map<String, Policy> embeddedPolicies = new TreeMap<>();
        if (use == EmbeddedUse.EVERYTHING) {
            EnvironmentPlan.EMBEDDED_ENVIRONMENTS.forEach(
                    name -> embeddedPolicies.put(name, policies.read(sources.block(name))));
        }
        Set<String> names = new TreeSet<>(sources.environments());
        names.removeAll(embeddedPolicies.keySet());
        List<Environment> environments = names.stream()
                .flatMap(name -> environment(name, policies).stream())
                .toList();
        Database control = sources.control()
                .map(found -> logins.ofControl(sources.controlVariable(), property(LoginSources.CONTROL), found))
                .orElse(null);
        Database rehearsal = sources.rehearsal()
                .flatMap(found -> found.database().map(database -> logins.ofRehearsal(found.variable(), database)))
                .orElse(null);
        Overlaps.check(environments, control, misconfigurations);
        Map<String, Policy> all = new TreeMap<>(embeddedPolicies);
        environments.forEach(each -> all.put(each.name(), each.policy()));
        PromotionOrder.check(all, misconfigurations);
        if (!misconfigurations.all().isEmpty()) {
            throw new StartRefused(misconfigurations.all());
        }
        return new EnvironmentPlan(environments, embeddedPolicies, control, rehearsal, use, warnings(names, use));
    }

    private Optional<Environment> environment(String name, PolicyReader policies) {
        Complaints complaints = misconfigurations.about(sources.firstVariable(name));
        EnvironmentName.check(name, complaints);
        if (!complaints.none()) {
            return Optional.empty();
        }
        Policy policy = policies.read(sources.block(name));
        Optional<DatabaseSource> source = sources.find(name, false);
        Optional<Database> replica = sources.find(name, true)
                .flatMap(found ->
                        found.database().map(database -> logins.ofEnvironment(name, true, found.variable(), database)));
        if (!sources.haveDatabase(name)) {
            complaints.add(
                    "configures the environment " + name + ", which has no database",
                    "set " + UrlVariable.of(name).standard() + " or migration-control.environments." + name + ".url");
        }
        return source.flatMap(found -> found.database()
                .map(database -> new Environment(
                        name,
                        logins.ofEnvironment(name, false, found.variable(), database),
                        replica.orElse(null),
                        found.variable(),
                        SearchPath.applied(policy, database, misconfigurations.about(found.variable())))));
    }

    /** SmallRye takes any word that it does not know for false, which is the dangerous answer to fsync. */
    private void checkSwitches() {
        Stream.of("migration-control.embedded.fsync", EmbeddedUse.CONTROL_SETTING)
                .flatMap(name -> property(name).stream())
                .filter(each -> !each.value().strip().matches("true|false"))
                .forEach(each -> misconfigurations.add(each.name(), "has an unusable value", "write true or false"));
    }

    /** A property by either of its names. */
    private Optional<Variable> property(String name) {
        return variables.find(name).or(() -> variables.find(EnvironmentName.variablePart(name.replace('.', '_'))));
    }

    private List<String> locations(EmbeddedUse use) {
        Optional<List<String>> configured =
                property("migration-control.locations").flatMap(each -> ListSetting.parse(each.value()));
        return configured.orElseGet(() -> List.of(
                use == EmbeddedUse.EVERYTHING ? SampleMigrations.location(embedded) : SampleMigrations.USUAL_LOCATION));
    }

    private List<String> warnings(Set<String> names, EmbeddedUse use) {
        List<String> warnings = new ArrayList<>(sources.warnings());
        if (names.isEmpty() && use == EmbeddedUse.NOTHING) {
            warnings.add("CONTROL_DATABASE_URL is set, but no environment: set DATABASE_URL or <NAME>_DATABASE_URL");
        }
        return warnings;
    }

    /** No embedded server is started. */
    private record NoServer() implements EmbeddedConfig {
        @Override
        public Path dataDirectory() {
            return Path.of("");
        }

        @Override
        public Path unpackDirectory() {
            return Path.of("");
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public boolean fsync() {
            return true;
        }

        @Override
        public Duration startTimeout() {
            return Duration.ZERO;
        }

        @Override
        public boolean control() {
            return true;
        }

        @Override
        public Optional<String> sampleLocations() {
            return Optional.empty();
        }
    }
}
