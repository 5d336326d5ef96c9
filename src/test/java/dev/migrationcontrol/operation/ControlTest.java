package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.operation.state.PlannedStep;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A control database of its own for the tests of a class, without the service. */
public abstract class ControlTest {
    static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(
                    SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    protected static TestControl control;

    @BeforeAll
    static void open() {
        control = TestControl.create();
    }

    @AfterAll
    static void close() {
        control.close();
    }

    /** An operation that is running, in its first attempt. */
    protected static UUID running(List<PlannedStep> plan) throws SQLException {
        return running("env-" + UUID.randomUUID(), plan);
    }

    static UUID running(String environment, List<PlannedStep> plan) throws SQLException {
        UUID id = UUID.randomUUID();
        BegunOperation.insert(control.pool(), id, environment, "{}", plan);
        return id;
    }

    static void execute(String sql) throws SQLException {
        BegunOperation.execute(control.pool(), sql);
    }
}
