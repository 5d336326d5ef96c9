package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.control.ControlDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QueueOrderTest extends ControlTest {
    private final String environment = "env-" + UUID.randomUUID();

    @Test
    void theFirstToArriveIsTheNextHoweverTheIdsSort() throws SQLException {
        UUID active = running(environment, List.of());
        UUID first = waiting();
        UUID second = waiting();
        assertThat(length()).isEqualTo(3);
        advance();
        assertThat(due()).as("another one is active").isEmpty();
        end(active);
        advance();
        assertThat(due()).containsExactly(first);
        advance();
        assertThat(due()).as("the first has not ended").containsExactly(first);
        end(first);
        advance();
        assertThat(due()).containsExactly(first, second);
        end(second);
        advance();
        assertThat(length()).isZero();
    }

    @Test
    void oneThatWasCancelledWhileItWaitedIsPassedOver() throws SQLException {
        UUID active = running(environment, List.of());
        UUID first = waiting();
        UUID second = waiting();
        end(first);
        end(active);
        advance();
        assertThat(due()).containsExactly(second);
    }

    @Test
    void environmentsDoNotWaitForEachOther() throws SQLException {
        running(environment, List.of());
        UUID mine = waiting();
        String other = environment + "-other";
        UUID its = running(other, List.of());
        end(its);
        ControlDatabase.inTransaction(control.pool(), connection -> {
            Queue.advance(connection, other, Instant.now());
            Queue.advance(connection, null, Instant.now());
            return true;
        });
        assertThat(due()).doesNotContain(mine);
    }

    private UUID waiting() throws SQLException {
        UUID id = UUID.randomUUID();
        execute("INSERT INTO operation (id, type, environment, requested_by, request, created_at, waiting) VALUES ('"
                + id + "', 'UPGRADE', '" + environment + "', 'test', '{}', now(), true)");
        return id;
    }

    private static void end(UUID id) throws SQLException {
        execute("UPDATE operation SET state = 'SUCCEEDED', waiting = false, finished_at = now() WHERE id = '" + id
                + "'");
    }

    private void advance() {
        ControlDatabase.inTransaction(control.pool(), connection -> {
            Queue.lock(connection, environment);
            Queue.advance(connection, environment, Instant.now());
            return true;
        });
    }

    private int length() {
        return ControlDatabase.call(control.pool(), connection -> Queue.length(connection, environment));
    }

    /** Those of this environment that the engine may execute, in the order in which they came. */
    private List<UUID> due() {
        return ControlDatabase.call(control.pool(), connection -> {
            var found = new java.util.ArrayList<UUID>();
            try (var statement = connection.prepareStatement("SELECT o.id FROM scheduled_tasks t JOIN operation o"
                    + " ON o.id::text = t.task_instance WHERE o.environment = ? ORDER BY o.arrival")) {
                statement.setString(1, environment);
                try (var result = statement.executeQuery()) {
                    while (result.next()) {
                        found.add(result.getObject(1, UUID.class));
                    }
                }
            }
            return found;
        });
    }
}
