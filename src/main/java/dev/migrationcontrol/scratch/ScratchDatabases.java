package dev.migrationcontrol.scratch;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Creates scratch databases on an environment's server, and drops those whose owner is gone. */
@ApplicationScoped
public class ScratchDatabases {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(ScratchDatabases.class);
    private static final String NO_RIGHT = "42501";
    private static final String NO_DATABASE = "3D000";

    private final DatabaseConnections connections;
    private final SecureRandom random = new SecureRandom();

    public ScratchDatabases(DatabaseConnections connections) {
        this.connections = connections;
    }

    /**
     * Creates an empty database with the encoding, locale and settings of the environment's own; the caller closes it.
     * Blocks.
     *
     * @throws ScratchUnavailable when the server cannot be reached or the role may not create databases
     */
    public ScratchDatabase create(Environment environment) throws ScratchUnavailable {
        return create(environment, false);
    }

    /** What a database that is built there depends on, apart from scripts: server, role, encoding, locale, settings. */
    String groundOf(Environment environment) throws ScratchUnavailable {
        try (Connection owner = open(environment)) {
            ScratchSettings ground = ScratchSettings.of(owner);
            return String.join(
                    "|",
                    owner.getMetaData().getDatabaseProductVersion(),
                    owner.getMetaData().getUserName(),
                    environment.policy().schemas().toString(),
                    environment.policy().historyTable(),
                    ground.options(),
                    ground.assignments().toString());
        } catch (SQLException e) {
            throw unavailable(environment, e);
        }
    }

    /** The last of these states that there is a template of, by its place in the list. */
    Optional<Integer> lastTemplate(Environment environment, List<String> digests) throws ScratchUnavailable {
        try (Connection owner = open(environment)) {
            return new Templates(owner).findLast(digests);
        } catch (SQLException e) {
            throw unavailable(environment, e);
        }
    }

    /** A copy of the template of a state; nothing when it is gone. */
    Optional<ScratchDatabase> copy(Environment environment, String digest) throws ScratchUnavailable {
        try {
            Connection owner = open(environment);
            try {
                ScratchSweep.sweep(owner);
                Templates templates = new Templates(owner);
                ScratchDatabase copy =
                        create(Interruption.watched(owner), environment, " TEMPLATE " + Templates.name(digest));
                templates.used(digest);
                return Optional.of(copy);
            } catch (SQLException e) {
                Interruption.leave(owner);
                owner.close();
                if (NO_DATABASE.equals(e.getSQLState())) {
                    return Optional.empty();
                }
                throw e;
            }
        } catch (SQLException e) {
            throw unavailable(environment, e);
        }
    }

    /**
     * The same for scripts that nobody has vouched for.
     *
     * @throws ScratchUnavailable also when the role has rights beyond its databases, which any script could use
     */
    public ScratchDatabase createForTrial(Environment environment) throws ScratchUnavailable {
        return create(environment.forTrials(), true);
    }

    /** Why scripts that nobody has vouched for may not be run there; empty when they may. Blocks. */
    public Optional<String> obstacleToTrials(Environment environment) throws SQLException {
        try (Connection owner = open(environment.forTrials())) {
            return RoleRights.beyondDatabases(owner);
        }
    }

    private Connection open(Environment environment) throws SQLException {
        return connections.open(
                environment.database(), "migration-control/scratch", WorkSession.writing(), CONNECT_TIMEOUT);
    }

    private static void requireHarmless(Connection owner, Environment environment)
            throws SQLException, ScratchUnavailable {
        Optional<String> beyond = RoleRights.beyondDatabases(owner);
        if (beyond.isPresent()) {
            throw new ScratchUnavailable("No script of a tree is run on the server of "
                    + environment.database().display() + ": " + beyond.get() + ".");
        }
    }

    /**
     * A copy of a scratch database, with its rows; nobody may be connected to that one. The caller closes it. Blocks.
     *
     * @param environment the one that the original was created for
     * @throws ScratchUnavailable when the server cannot be reached, or has no room for it
     */
    public ScratchDatabase copy(Environment environment, ScratchDatabase original) throws ScratchUnavailable {
        String template = " TEMPLATE " + original.database().name();
        try {
            Connection owner = open(environment);
            try {
                return create(Interruption.watched(owner), environment, template);
            } catch (SQLException e) {
                Interruption.leave(owner);
                owner.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unavailable(environment, e);
        }
    }

    private ScratchDatabase create(Environment environment, boolean harmless) throws ScratchUnavailable {
        try {
            Connection owner = open(environment);
            try {
                if (harmless) {
                    requireHarmless(owner, environment);
                }
                ScratchSweep.sweep(owner);
                return create(
                        Interruption.watched(owner),
                        environment,
                        ScratchSettings.of(owner).options());
            } catch (SQLException | ScratchUnavailable e) {
                Interruption.leave(owner);
                owner.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unavailable(environment, e);
        }
    }

    private ScratchDatabase create(Connection owner, Environment environment, String options) throws SQLException {
        int id = random.nextInt();
        String name = ScratchSweep.PREFIX + String.format(Locale.ROOT, "%08x", id);
        ScratchSettings ground = ScratchSettings.of(owner);
        try (Statement statement = owner.createStatement()) {
            // Before the database is there, so that no one ever finds it without its owner.
            statement.execute("SELECT pg_advisory_lock(" + ScratchSweep.LOCK_CLASS + ", " + id + ")");
            statement.execute("CREATE DATABASE " + name + options);
            // From here on it is dropped, whatever comes.
            Interruption.leave(owner);
            ScratchDatabase scratch = new ScratchDatabase(owner, environment, database(environment, owner, name));
            statement.execute("COMMENT ON DATABASE " + name + " IS '" + ScratchSweep.COMMENT + ": process "
                    + ProcessHandle.current().pid() + ", "
                    + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "'");
            for (String setting : ground.settings(name)) {
                set(statement, setting);
            }
            return scratch;
        }
    }

    /** Sessions on it have limits of their own, whoever opens them. */
    private static Database database(Environment environment, Connection owner, String name) throws SQLException {
        Map<String, String> parameters = new HashMap<>(environment.database().parameters());
        int version = owner.getMetaData().getDatabaseMajorVersion();
        parameters.merge("options", WorkSession.options(version), (own, ours) -> own + " " + ours);
        return environment.database().withName(name).withParameters(parameters);
    }

    /** What the role may not set is left out: a comparison then reports it. */
    private static void set(Statement statement, String setting) throws SQLException {
        try {
            statement.execute(setting);
        } catch (SQLException e) {
            if (!NO_RIGHT.equals(e.getSQLState())) {
                throw e;
            }
            LOG.debugf("A scratch database goes without a setting: %s", e.getMessage());
        }
    }

    private static ScratchUnavailable unavailable(Environment environment, SQLException e) {
        String remedy = NO_RIGHT.equals(e.getSQLState())
                ? " Let the role create databases (ALTER ROLE … CREATEDB): a proof is made on a scratch database."
                : "";
        return new ScratchUnavailable("There is no scratch database on the server of "
                + environment.database().display() + ": " + e.getMessage() + "." + remedy);
    }
}
