package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.sql.HistoryTables;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolerTest {
    private final String database = TestServer.createDatabase();
    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    @Test
    void isNotSeenWhereConnectionsAreOnlyForwarded() throws IOException {
        assertThat(through(PostgresProxy.Behaviour.FORWARD, Map.of()).server().pooler())
                .isNull();
    }

    @Test
    void isSeenByTheKeyThatItHandsOut() throws IOException {
        assertThat(through(PostgresProxy.Behaviour.FAKE_KEY, Map.of()).server().pooler())
                .isEqualTo("pooler");
    }

    @Test
    void isCalledPgbouncerWhereItRefusesSettingsLikeOne() throws IOException {
        assertThat(through(PostgresProxy.Behaviour.PGBOUNCER, Map.of()).server().pooler())
                .isEqualTo("pgbouncer");
    }

    @Test
    void doesNotKeepAStatusAwayByRefusingTheDatabasesOptions() throws IOException {
        Map<String, String> options = Map.of("options", "-c geqo=off", "search_path", "app");

        assertThat(through(PostgresProxy.Behaviour.PGBOUNCER, options).server().pooler())
                .isEqualTo("pgbouncer");
    }

    @Test
    void getsNoPreparedStatementsAndNothingIsRememberedBehindIt() throws IOException {
        HistoryTables.create(database);
        HistoryTables.add(database, 1, "1");
        try (PostgresProxy proxy = new PostgresProxy(TestServer.port(), PostgresProxy.Behaviour.FAKE_KEY)) {
            Environment environment = Probing.environment(Probing.at(database, Map.of(), proxy.port()));
            probing.reach(environment);
            Reachable first = probing.reach(environment);
            Reachable second = probing.reach(environment);

            assertThat(second.history().rows())
                    .isEqualTo(first.history().rows())
                    .isNotSameAs(first.history().rows());
        }
    }

    private Reachable through(PostgresProxy.Behaviour behaviour, Map<String, String> parameters) throws IOException {
        HistoryTables.create(database);
        HistoryTables.add(database, 1, "1");
        try (PostgresProxy proxy = new PostgresProxy(TestServer.port(), behaviour)) {
            Environment environment = Probing.environment(Probing.at(database, parameters, proxy.port()));
            probing.reach(environment);
            Reachable found = probing.reach(environment);
            assertThat(found.history().rows()).hasSize(1);
            return found;
        }
    }
}
