package dev.migrationcontrol.engine;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.script.FlywaySettings;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/** An unmodified Flyway Core, on one database of a project. */
final class Stock {
    private final Project project;
    private final String database;
    private final boolean transactionalLock;

    Stock(Project project, String database, boolean transactionalLock) {
        this.project = project;
        this.database = database;
        this.transactionalLock = transactionalLock;
    }

    private interface Command {
        void run(Flyway flyway);
    }

    Ending migrate() {
        return migrate(null);
    }

    Ending migrate(@Nullable String target) {
        FluentConfiguration configuration = configuration();
        if (target != null) {
            configuration.target(target);
        }
        return run(configuration, Flyway::migrate);
    }

    Ending repair() {
        return run(configuration(), Flyway::repair);
    }

    Ending baseline(String version, String description) {
        return run(configuration().baselineVersion(version).baselineDescription(description), Flyway::baseline);
    }

    /** Validates; pending migrations are no reason to refuse. */
    Ending validate() {
        return run(configuration().ignoreMigrationPatterns("*:pending"), Flyway::validate);
    }

    /** Version (or description), type and state of every migration, as {@code info} lists them. */
    List<String> info() {
        try {
            return Arrays.stream(configuration().load().info().all())
                    .map(each -> (each.getVersion() == null ? each.getDescription() : each.getVersion()) + " "
                            + each.getType() + " " + each.getState())
                    .toList();
        } catch (FlywayException e) {
            return List.of("unreadable: " + e.getMessage());
        }
    }

    /** The versions that {@code migrate} would apply. */
    List<String> pending() {
        return Arrays.stream(configuration().load().info().pending())
                .map(each -> each.getVersion() == null
                        ? each.getDescription()
                        : each.getVersion().toString())
                .toList();
    }

    FluentConfiguration configuration() {
        String url = "jdbc:postgresql://" + TestServer.HOST + ":" + TestServer.port() + "/" + database;
        FluentConfiguration configuration =
                FlywaySettings.of(project.environment(database)).dataSource(url, TestServer.USER, "unused");
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(transactionalLock);
        return configuration;
    }

    private static Ending run(FluentConfiguration configuration, Command command) {
        try {
            command.run(configuration.load());
            return Ending.done(List.of());
        } catch (FlywayException e) {
            return Ending.refused(String.valueOf(e.getMessage()));
        }
    }
}
