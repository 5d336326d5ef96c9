package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.environment.Database;
import dev.migrationcontrol.environment.Environment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import org.pgcodekeeper.core.schema.AbstractDatabase;

/** Writes the scripts that close differences in either direction, and runs each on a scratch database. */
@ApplicationScoped
public class ClosingScripts {
    private final SchemaModels models;
    private final SchemaCopy schemas;
    private final SchemaComparison comparison;
    private final ScratchDatabases scratches;

    ClosingScripts(SchemaModels models, SchemaCopy schemas, SchemaComparison comparison, ScratchDatabases scratches) {
        this.models = models;
        this.schemas = schemas;
        this.comparison = comparison;
        this.scratches = scratches;
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
            return new Both(
                    prove(new Trial(copy, actual, forDatabase), built, hidden),
                    prove(new Trial(rebuilt, expected, forScripts), live.database(), hidden));
        }
    }

    /** A script to be run on a scratch database, once that has this schema. */
    private record Trial(ScratchDatabase on, AbstractDatabase schema, String script) {}

    private ClosingScript prove(Trial trial, Database goal, Hidden hidden) throws SQLException {
        try {
            schemas.copy(trial.schema(), trial.on(), hidden);
            schemas.run(trial.script(), trial.on());
        } catch (SQLException e) {
            return new ClosingScript(trial.script(), false, List.of(), String.valueOf(e.getMessage()));
        }
        List<String> remaining = comparison.compareObjects(trial.on().database(), goal, hidden).serious().stream()
                .map(Difference::object)
                .distinct()
                .toList();
        return new ClosingScript(trial.script(), remaining.isEmpty(), remaining, null);
    }
}
