package dev.migrationcontrol.scratch;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/** A temporary database on the server of an environment's own; it is dropped when it is closed. */
public final class ScratchDatabase implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ScratchDatabase.class);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Connection owner;
    private final Environment environment;
    private boolean left;

    ScratchDatabase(Connection owner, Environment environment, Database database) {
        this.owner = owner;
        this.environment =
                new Environment(environment.name(), database, null, environment.variable(), environment.policy());
    }

    /** Its state. */
    public Database database() {
        return environment.database();
    }

    /** The environment, with this database in place of its own. */
    public Environment environment() {
        return environment;
    }

    /** Keeps it as a template of a state; false when there is one. Then it is there no longer, or else as it was. */
    boolean keepAs(String digest) throws SQLException {
        return new Templates(owner).keep(database().name(), digest);
    }

    /**
     * Gives it another name, under which it outlives its use, and what it is in a comment. Nobody may be connected to it.
     * Afterwards it is the caller's to drop, and to close it does nothing.
     */
    void leaveAs(String name, String comment) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("COMMENT ON DATABASE " + database().name() + " IS " + statement.enquoteLiteral(comment));
            statement.execute("ALTER DATABASE " + database().name() + " RENAME TO " + name);
        }
        left = true;
        owner.close();
    }

    @Override
    public void close() {
        if (left) {
            return;
        }
        try (owner) {
            drop(owner, database().name());
        } catch (SQLException e) {
            LOG.warnf(
                    "%s was not dropped now, a later run does it: %s",
                    database().display(), e.getMessage());
        }
    }

    /**
     * Drops one, with whatever sessions are still in it. A role that is no superuser may end no autovacuum worker by
     * {@code FORCE} (seen in 15 to 18). Without it, the server ends the worker itself, and waits five seconds for others
     * to leave.
     */
    static void drop(Connection connection, String name) throws SQLException {
        String drop = "DROP DATABASE IF EXISTS " + name;
        try (Statement statement = connection.createStatement()) {
            try {
                statement.execute(drop + " WITH (FORCE)");
            } catch (SQLException e) {
                if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                    throw e;
                }
                statement.execute(drop);
            }
        }
    }
}
