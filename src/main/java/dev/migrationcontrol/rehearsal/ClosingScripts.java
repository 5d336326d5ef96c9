package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.environment.Database;
import dev.migrationcontrol.environment.DatabaseConnections;
import dev.migrationcontrol.environment.Environment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pgcodekeeper.core.schema.AbstractDatabase;

/** Writes the scripts that close differences in either direction, and runs each on a scratch database. */
@ApplicationScoped
public class ClosingScripts {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final SchemaModels models;
    private final SchemaComparison comparison;
    private final ScratchDatabases scratches;
    private final DatabaseConnections connections;

    ClosingScripts(
            SchemaModels models,
            SchemaComparison comparison,
            ScratchDatabases scratches,
            DatabaseConnections connections) {
        this.models = models;
        this.comparison = comparison;
        this.scratches = scratches;
        this.connections = connections;
    }

    /**
     * Both directions.
     *
     * @param forDatabase would make the database what the scripts build
     * @param forScripts would make what the scripts build what the database is: the missing migration
     */
    public record Both(ClosingScript forDatabase, ClosingScript forScripts) {}

    /**
     * Writes and proves both scripts. The database itself is only read: what would change it is run on a copy of its
     * schema.
     *
     * @throws SQLException when one of the schemas cannot be read
     * @throws ScratchUnavailable when no scratch database can be had
     */
    public Both write(Environment live, Database built, Hidden hidden) throws SQLException, ScratchUnavailable {
        AbstractDatabase actual = models.load(live.database());
        AbstractDatabase expected = models.load(built);
        String forDatabase = models.script(actual, expected, hidden);
        String forScripts = models.script(expected, actual, hidden);
        try (ScratchDatabase copy = scratches.create(live);
                ScratchDatabase rebuilt = scratches.create(live)) {
            String toActual = models.script(models.load(copy.database()), actual, hidden);
            String toExpected = models.script(models.load(rebuilt.database()), expected, hidden);
            return new Both(
                    prove(copy, List.of(toActual, forDatabase), forDatabase, built, hidden),
                    prove(rebuilt, List.of(toExpected, forScripts), forScripts, live.database(), hidden));
        }
    }

    private ClosingScript prove(ScratchDatabase on, List<String> scripts, String closing, Database goal, Hidden hidden)
            throws SQLException {
        try (Connection connection =
                connections.open(on.database(), "migration-control/rehearsal", Map.of(), CONNECT_TIMEOUT)) {
            for (String script : scripts) {
                on.execute(connection, script);
            }
        } catch (SQLException e) {
            return new ClosingScript(closing, false, List.of(), String.valueOf(e.getMessage()));
        }
        List<String> remaining = comparison.compareObjects(on.database(), goal, hidden).serious().stream()
                .map(Difference::object)
                .distinct()
                .toList();
        return new ClosingScript(closing, remaining.isEmpty(), remaining, null);
    }
}
