package dev.migrationcontrol.control;

import dev.migrationcontrol.engine.ControlSchema;
import dev.migrationcontrol.environment.ForExecution;
import dev.migrationcontrol.environment.Misconfiguration;
import dev.migrationcontrol.environment.StartRefused;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Whether the control database can be used; makes its schema at the start, and again in a database that was made anew. */
@Singleton
public final class ControlState {
    private static final Logger LOG = Logger.getLogger(ControlState.class);
    private static final String LOOK = """
            SELECT clock_timestamp(), pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on',
                   to_regclass('migration_control_history') IS NOT NULL AND to_regclass('operation') IS NOT NULL
                       AND to_regclass('journal_head') IS NOT NULL""";

    private final AgroalDataSource control;
    private final Supplier<AgroalDataSource> forSchema;
    private final ControlClock clock;

    @Inject
    public ControlState(@ForExecution AgroalDataSource control, ControlConnections connections, ControlClock clock) {
        this(control, connections::pool, clock);
    }

    /** @param forSchema opens a pool for the time of a migration of the schema */
    public ControlState(AgroalDataSource control, Supplier<AgroalDataSource> forSchema, ControlClock clock) {
        this.control = control;
        this.forSchema = forSchema;
        this.clock = clock;
    }

    /**
     * Brings the schema up to date and reads the clock; to be called at the start.
     *
     * @throws StartRefused when the database cannot be used
     */
    public void prepare() {
        Optional<ControlTrouble> obstacle = ControlTrouble.before(control);
        if (obstacle.isPresent()) {
            throw refused(obstacle.get());
        }
        try {
            migrate();
            look();
        } catch (SQLException | RuntimeException e) {
            throw refused(ControlTrouble.of(control, e));
        }
    }

    private static StartRefused refused(ControlTrouble trouble) {
        return new StartRefused(
                List.of(new Misconfiguration("CONTROL_DATABASE_URL", trouble.wrong(), trouble.instead())));
    }

    /** Why the database cannot be used now; empty when it can. Blocks. */
    public Optional<String> trouble() {
        try {
            return look();
        } catch (SQLException | RuntimeException e) {
            return Optional.of(ControlTrouble.of(control, e).wrong());
        }
    }

    private Optional<String> look() throws SQLException {
        Look look = ControlDatabase.ask(control, this::look);
        if (look.readOnly()) {
            return Optional.of(ControlTrouble.READ_ONLY);
        }
        if (!look.complete()) {
            LOG.warn("The tables of the control database are missing; they are created again, empty");
            migrate();
        }
        return Optional.empty();
    }

    /** @param complete whether the tables are there */
    private record Look(boolean readOnly, boolean complete) {}

    private Look look(Connection connection) throws SQLException {
        long asked = clock.nanos();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(LOOK)) {
            result.next();
            clock.read(result.getObject(1, OffsetDateTime.class).toInstant(), asked);
            return new Look(result.getBoolean(2), result.getBoolean(3));
        }
    }

    private void migrate() {
        try (AgroalDataSource pool = forSchema.get()) {
            ControlSchema.migrate(pool);
        }
    }
}
