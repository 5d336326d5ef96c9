package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the one place that says where an environment's database, or its replica, is. */
final class DatabaseSources {
    private static final UrlVariable CONTROL = new UrlVariable(UrlVariable.CONTROL, false);
    private static final UrlVariable REHEARSAL = new UrlVariable(UrlVariable.REHEARSAL, false);
    private static final UrlVariable CONTROL_REPLICA = new UrlVariable(UrlVariable.CONTROL, true);

    private final Variables variables;
    private final Misconfigurations misconfigurations;
    private final UrlVariables urls;
    private final PropertyBlocks blocks;
    private final DatabaseParts parts;

    DatabaseSources(Variables variables, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.misconfigurations = misconfigurations;
        this.urls = new UrlVariables(variables, misconfigurations);
        this.blocks = new PropertyBlocks(variables.names(), misconfigurations);
        this.parts = new DatabaseParts(variables, misconfigurations);
    }

    /** Every environment of which anything is configured. */
    Set<String> environments() {
        Set<String> names = new TreeSet<>(urls.environments());
        names.addAll(blocks.environments());
        if (parts.areSet()) {
            names.add(UrlVariable.MAIN);
        }
        return names;
    }

    PropertyBlock block(String environment) {
        return blocks.of(environment);
    }

    /** Whether the environment has any, usable or not. */
    boolean haveDatabase(String environment) {
        return !urls.of(environment, false).isEmpty()
                || (environment.equals(UrlVariable.MAIN) && parts.areSet())
                || blocks.of(environment).variable(EnvironmentKey.URL).isPresent();
    }

    /** Whether no variable at all says where any database is. */
    boolean nothingIsSet() {
        return !controlIsSet() && environments().stream().noneMatch(this::haveDatabase);
    }

    /** Any variable of the environment, to begin a message with. */
    String firstVariable(String environment) {
        return Stream.of(urls.of(environment, false), urls.of(environment, true))
                .flatMap(List::stream)
                .map(urls::spelled)
                .findFirst()
                .orElseGet(() -> blocks.environments().contains(environment)
                        ? blocks.of(environment).firstVariable()
                        : DatabaseParts.HOST);
    }

    /** What is read although it should be written otherwise; complete once everything has been read. */
    List<String> warnings() {
        return urls.warnings();
    }

    /** The variable of the service's own database, as the operator spelled it. */
    String controlVariable() {
        return urls.find(CONTROL).map(Variable::name).orElse(UrlVariable.CONTROL);
    }

    boolean controlIsSet() {
        return urls.contains(CONTROL);
    }

    /** The service's own database. */
    Optional<Database> control() {
        if (urls.contains(CONTROL_REPLICA)) {
            misconfigurations.add(
                    urls.spelled(CONTROL_REPLICA),
                    "is not supported",
                    "remove it: the service's own database has no replica");
        }
        return controlIsSet() ? source(CONTROL).flatMap(DatabaseSource::database) : Optional.empty();
    }

    /** The database on whose server plans are rehearsed; nothing where none is set. */
    Optional<DatabaseSource> rehearsal() {
        return urls.contains(REHEARSAL) ? source(REHEARSAL) : Optional.empty();
    }

    /** Where an environment's database is: one source or, after a complaint or for want of any, none. */
    Optional<DatabaseSource> find(String environment, boolean replica) {
        List<DatabaseSource> sources = new ArrayList<>();
        urls.of(environment, replica).forEach(each -> source(each).ifPresent(sources::add));
        if (!replica && environment.equals(UrlVariable.MAIN) && parts.areSet()) {
            sources.add(new DatabaseSource(DatabaseParts.HOST, parts.database()));
        }
        blocks.of(environment)
                .variable(replica ? EnvironmentKey.READ_URL : EnvironmentKey.URL)
                .flatMap(variables::find)
                .ifPresent(url -> sources.add(source(url)));
        PropertyBlock block = blocks.of(environment);
        return onlyOne(environment, sources)
                .map(source -> new DatabaseSource(
                        source.variable(), source.database().map(found -> withLogin(found, source.variable(), block))));
    }

    private Optional<DatabaseSource> source(UrlVariable variable) {
        return urls.find(variable).map(this::source);
    }

    private DatabaseSource source(Variable url) {
        return new DatabaseSource(url.name(), DatabaseUrl.parse(url.value(), misconfigurations.about(url.name())));
    }

    /** {@code DATABASE_URL} is often composed of the {@code DB_} variables: agreeing sources are no contradiction. */
    private Optional<DatabaseSource> onlyOne(String environment, List<DatabaseSource> sources) {
        long different = sources.stream()
                .map(each -> each.database().map(found -> found.withParameters(Map.of())))
                .distinct()
                .count();
        if (different > 1) {
            misconfigurations.add(
                    sources.stream().map(DatabaseSource::variable).collect(Collectors.joining(", ")),
                    "define the environment " + environment + " more than once, with different values",
                    "keep one of them");
            return Optional.empty();
        }
        return sources.stream().findFirst();
    }

    private Database withLogin(Database database, String variable, PropertyBlock block) {
        Secret<String> password = database.password();
        String user = login(block, EnvironmentKey.USERNAME, database.user(), variable);
        String revealed = login(block, EnvironmentKey.PASSWORD, password == null ? null : password.reveal(), variable);
        return new Database(
                database.hosts(),
                database.name(),
                user,
                revealed == null ? null : new Secret<>(revealed),
                database.parameters());
    }

    private @Nullable String login(PropertyBlock block, EnvironmentKey key, @Nullable String inUrl, String variable) {
        Optional<Variable> property = block.variable(key).flatMap(variables::find);
        if (inUrl != null && property.isPresent() && !property.get().value().equals(inUrl)) {
            misconfigurations.add(
                    property.get().name() + ", " + variable, "give the " + key.property() + " differently", "keep one");
        }
        return property.map(Variable::value).orElse(inUrl);
    }
}
