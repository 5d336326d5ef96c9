package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.RotatedRole;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store beside variables and files, found as a provider of the JVM. */
class StoredLoginTest {
    private static final String SETTING = "migration-control.environments.shop.login-from";
    private static final String URL = "postgresql://127.0.0.1:" + TestServer.port() + "/postgres";

    private final DatabaseConnections connections = new DatabaseConnections();

    @Test
    void aStoreIsAskedAtEachConnect() throws SQLException {
        RotatedRole role = RotatedRole.create("canary-one");
        Database database = Planned.environments("SHOP_DATABASE_URL", URL, SETTING, "test-store:" + role.name())
                .require("shop")
                .database();
        assertThatThrownBy(() -> connect(database))
                .hasMessage("There is no login from " + SETTING
                        + ". The provider test-store failed: IllegalStateException.");
        TestStore.PASSWORDS.put(role.name(), "canary-one");
        connect(database);
        role.alter("canary-two");
        assertThatThrownBy(() -> connect(database))
                .hasMessageContaining("(The login comes from " + SETTING + ", which was asked once more.)")
                .hasMessageNotContaining("canary");
        TestStore.PASSWORDS.put(role.name(), "canary-two");
        connect(database);
    }

    @Test
    void theControlDatabaseHasItsOwnSetting() throws SQLException {
        RotatedRole role = RotatedRole.create("canary-one");
        TestStore.PASSWORDS.put(role.name(), "canary-one");
        for (String setting : new String[] {LoginSources.CONTROL, "MIGRATION_CONTROL_CONTROL_LOGIN_FROM"}) {
            connect(Planned.from("CONTROL_DATABASE_URL", URL, setting, "test-store:" + role.name())
                    .control());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vault:shop, names a provider that the service does not have; it has test-store",
        "shop, names no entry of a provider",
        "test-store:, names no entry of a provider",
        "test-store:a b, names no entry of a provider",
    })
    void aSettingThatNamesNoStoreKeepsTheServiceFromStarting(String value, String wrong) {
        assertThat(Planned.problems("SHOP_DATABASE_URL", URL, SETTING, value))
                .extracting(Misconfiguration::variable, Misconfiguration::wrong)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(SETTING, wrong));
    }

    @Test
    void aPasswordNextToAStoreIsAContradiction() {
        assertThat(Planned.problems("SHOP_DATABASE_URL", "postgresql://u:canary@h/d", SETTING, "test-store:shop"))
                .extracting(Misconfiguration::wrong)
                .containsExactly("is set, although the database has a password, too");
    }

    private void connect(Database database) throws SQLException {
        connections.open(database, "test", Map.of(), Duration.ofSeconds(5)).close();
    }
}
