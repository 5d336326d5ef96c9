package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.sql.HistoryTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestrictedRoleTest {
    private final String database = TestServer.createDatabase();
    private final Probing probing = new Probing();
    private final Environment asReader =
            Probing.environment(TestServer.databaseAs("history_reader", Probing.PASSWORD, database), "app");

    @BeforeEach
    void createRoleAndHistory() {
        TestServer.execute(
                "postgres",
                "DROP ROLE IF EXISTS history_reader; CREATE ROLE history_reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
        TestServer.execute(database, "CREATE SCHEMA app");
        HistoryTables.create(database, "app");
        TestServer.execute(
                database,
                "INSERT INTO app.flyway_schema_history VALUES (1, '1', 'd', 'SQL', 's', 1, 'u', now(), 1, true)");
    }

    @AfterEach
    void close() {
        probing.close();
        TestServer.execute(database, "DROP OWNED BY history_reader");
    }

    @Test
    void readsWithNoMoreThanSelect() {
        TestServer.execute(
                database,
                "GRANT USAGE ON SCHEMA app TO history_reader; GRANT SELECT ON app.flyway_schema_history TO history_reader");

        Reachable found = probing.reach(asReader);

        assertThat(found.defects()).isEmpty();
        assertThat(found.history().rows()).hasSize(1);
    }

    @Test
    void saysThatItMayNotReadTheTable() {
        TestServer.execute(database, "GRANT USAGE ON SCHEMA app TO history_reader");

        assertThatHistoryIsForbidden();
    }

    @Test
    void saysThatItMayNotUseTheSchema() {
        TestServer.execute(database, "GRANT SELECT ON app.flyway_schema_history TO history_reader");

        assertThatHistoryIsForbidden();
    }

    @Test
    void namesForeignTablesThatItMayNotRead() {
        TestServer.execute(database, "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)");

        assertThat(probing.reach(asReader).foreignSystems()).singleElement().satisfies(system -> {
            assertThat(system.system()).isEqualTo("alembic");
            assertThat(system.versions()).isEmpty();
        });
    }

    private void assertThatHistoryIsForbidden() {
        Reachable found = probing.reach(asReader);
        assertThat(found.history().exists()).isTrue();
        assertThat(found.history().rows()).isEmpty();
        assertThat(found.isHistoryUnreadable()).isTrue();
        assertThat(found.defects().get(0).detail()).contains("grant it USAGE");
    }
}
