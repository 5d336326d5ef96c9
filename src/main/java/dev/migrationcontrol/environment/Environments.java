package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The configured environments and the service's own database; they do not change while it runs. */
public final class Environments {
    private static final Comparator<Environment> ORDER = Comparator.comparingInt(
                    (Environment environment) -> environment.policy().displayOrder())
            .thenComparing(Environment::name);

    private final Map<String, Environment> byName = new LinkedHashMap<>();
    private final Database controlDatabase;
    private final @Nullable Database rehearsalDatabase;

    public Environments(List<Environment> environments, Database controlDatabase) {
        this(environments, controlDatabase, null);
    }

    /** @param rehearsalDatabase on whose server plans are rehearsed; null where none is configured */
    public Environments(
            List<Environment> environments, Database controlDatabase, @Nullable Database rehearsalDatabase) {
        this.rehearsalDatabase = rehearsalDatabase;
        environments.stream().sorted(ORDER).forEach(each -> byName.put(each.name(), each));
        this.controlDatabase = controlDatabase;
    }

    /**
     * The environments of these variables, without the service and its embedded server.
     *
     * @throws StartRefused with everything that is wrong, or where the control database would be the embedded one
     */
    public static Environments configured(Map<String, String> raw) {
        EnvironmentPlan plan = EnvironmentPlanner.withoutServer(raw).plan();
        if (plan.control() == null) {
            throw new StartRefused(
                    "CONTROL_DATABASE_URL",
                    "is not set; an embedded database is the running service's alone",
                    "set it as for the service");
        }
        return new Environments(plan.environments(), plan.control(), plan.rehearsal());
    }

    /** All of them, in display order, then by name. */
    public List<Environment> all() {
        return List.copyOf(byName.values());
    }

    public Optional<Environment> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The environment of that name, or the refusal {@link UnknownEnvironment}. */
    public Environment require(String name) {
        return find(name).orElseThrow(() -> new UnknownEnvironment(name, Set.copyOf(byName.keySet())));
    }

    /**
     * Says that there is no environment of that name, as far as a caller may know.
     *
     * @param known the names that may be shown
     */
    public void unknown(String name, Set<String> known) {
        throw new UnknownEnvironment(name, known);
    }

    /** A database on the server on which plans are rehearsed; nothing where {@code REHEARSAL_DATABASE_URL} is not set. */
    public Optional<Database> rehearsalDatabase() {
        return Optional.ofNullable(rehearsalDatabase);
    }

    /** Whether all of them are on the embedded server, as in a service without any configuration. */
    public boolean areEmbedded() {
        return !byName.isEmpty()
                && byName.values().stream().allMatch(each -> each.variable().equals(EmbeddedServer.VARIABLE));
    }

    /** The database that holds the service's own records. */
    public Database controlDatabase() {
        return controlDatabase;
    }
}
