package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseHistories.Judgement;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.sql.SqlWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Audits databases, in one read-only transaction each, on the thread that asks. */
@ApplicationScoped
public class DatabaseAudits {
    private static final String WHO = "SELECT current_setting('server_version'), current_user, current_database()";

    private final DatabaseConnections connections;
    private final ScriptCatalog catalog;
    private final DatabaseAuditConfig config;
    private final Clock clock;

    DatabaseAudits(DatabaseConnections connections, ScriptCatalog catalog, DatabaseAuditConfig config, Clock clock) {
        this.connections = connections;
        this.catalog = catalog;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Audits the environment's database. Blocks, for no longer than configured; changes nothing.
     *
     * @throws DatabaseUnreachable when the database does not answer, or its catalogues cannot be read in time
     */
    public DatabaseAudit of(Environment environment) {
        Instant checkedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long started = System.nanoTime();
        DatabaseScripts scripts = DatabaseScripts.of(environment, catalog);
        try (DatabaseReader look = DatabaseReader.open(connections, environment, config.timeout())) {
            return audit(look, environment, scripts, new Start(checkedAt, started));
        } catch (SQLException e) {
            throw refusal(environment, e);
        }
    }

    /**
     * Judges the environment's objects by its own history and by texts of recorded migrations, read elsewhere. Blocks.
     *
     * @throws DatabaseUnreachable when the database does not answer, or its catalogues cannot be read in time
     */
    public Holdings holdings(Environment environment, SqlWords recorded) {
        DatabaseScripts scripts = DatabaseScripts.of(environment, catalog);
        try (DatabaseReader look = DatabaseReader.open(connections, environment, config.timeout())) {
            DatabaseTables tables = DatabaseTables.find(look, environment.policy());
            DatabaseObjectCatalogue catalogue = DatabaseObjectCatalogue.read(look, tables);
            Judgement judgement = new DatabaseHistories(look, environment.policy(), scripts).judge(tables.own());
            return new Holdings(catalogue.judge(judgement, scripts, recorded), catalogue);
        } catch (SQLException e) {
            throw refusal(environment, e);
        }
    }

    /** The objects of a database, judged, and all of them to look names up in. */
    public record Holdings(DatabaseObjects objects, DatabaseObjectCatalogue catalogue) {}

    private RuntimeException refusal(Environment environment, SQLException failure) {
        return "57014".equals(failure.getSQLState())
                ? DatabaseUnreachable.late(environment.name(), config.timeout())
                : DatabaseUnreachable.of(environment.name(), failure);
    }

    private DatabaseAudit audit(DatabaseReader look, Environment environment, DatabaseScripts scripts, Start start)
            throws SQLException {
        List<String> who = look.read(WHO, row -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .get(0);
        DatabaseTables tables = DatabaseTables.find(look, environment.policy());
        DatabaseObjectCatalogue catalogue = DatabaseObjectCatalogue.read(look, tables);
        List<DatabaseRunner> runners = new DatabaseRunners(look, tables, who.get(2)).find();
        Judgement judgement = new DatabaseHistories(look, environment.policy(), scripts).judge(tables.own());
        List<DatabaseSystem> systems = new DatabaseSystems(look, tables, config.mostRecords()).read();
        SqlWords converted = new SqlWords();
        scripts.manifest().explaining(systems, scripts).forEach(converted::add);
        DatabaseObjects objects = catalogue.judge(judgement, scripts, converted);
        DatabaseLeftovers left = new DatabaseLeftovers(look);
        List<DatabaseLeftover> leftovers = left.find();
        List<Finding> findings = new ArrayList<>(DatabaseHistoryFindings.of(judgement, scripts, catalogue));
        findings.addAll(DatabaseSystemFindings.of(judgement.history(), systems, tables));
        findings.addAll(fileFindings(systems, scripts));
        findings.addAll(DatabaseRunnerFindings.of(runners));
        findings.addAll(DatabaseObjectFindings.of(objects, systems, judgement.isBaselined(), leftovers));
        findings.sort(Comparator.comparing(Finding::severity));
        return new DatabaseAudit(
                environment.name(),
                environment.database().display(),
                who.get(0).replaceFirst("\\s.*", ""),
                who.get(1),
                start.checkedAt(),
                start.elapsed(),
                judgement.history(),
                systems,
                runners,
                objects,
                left.extensions(),
                leftovers,
                findings);
    }

    private static List<Finding> fileFindings(List<DatabaseSystem> systems, DatabaseScripts scripts) {
        List<Finding> findings = new ArrayList<>(scripts.manifest().ownFindings());
        systems.forEach(system -> findings.addAll(DatabaseFileFindings.of(system, scripts)));
        return findings;
    }

    private record Start(Instant checkedAt, long nanos) {
        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - nanos).truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
