package dev.migrationcontrol.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.RotatedRole;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.Login;
import dev.migrationcontrol.environment.database.LoginSource;
import dev.migrationcontrol.environment.database.Secret;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The pools of the control database ask for the login at each connect. */
class ControlRotationTest {
    private final RotatedRole role = RotatedRole.create("canary-one");
    private final AtomicReference<String> password = new AtomicReference<>("canary-one");

    /** What is in the pool goes on; what is opened later logs on with what the source says then. */
    @Test
    void aPoolGoesOnWithANewPasswordInEitherOrder() throws SQLException {
        try (AgroalDataSource pool = ControlPool.pool(database(), ControlSession.REQUEST, 1, Duration.ofSeconds(5))) {
            use(pool);
            role.alter("canary-two");
            use(pool);
            password.set("canary-two");
            renew(pool);

            password.set("canary-three");
            use(pool);
            role.alter("canary-three");
            renew(pool);
        }
    }

    @Test
    void aRefusedLoginNamesItsSource() {
        role.alter("canary-two");
        try (AgroalDataSource pool = ControlPool.pool(database(), ControlSession.REQUEST, 1, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> use(pool))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("(The login comes from CONTROL_SOURCE, which was asked once more.)")
                    .hasMessageNotContaining("canary");
            ControlTrouble trouble = ControlTrouble.of(pool, new IllegalStateException());
            assertThat(trouble.wrong())
                    .contains("refuses the user or the password")
                    .contains("CONTROL_SOURCE");
        }
    }

    private void renew(AgroalDataSource pool) throws SQLException {
        role.endSessions();
        try {
            use(pool);
        } catch (SQLException ended) {
            // the pool notices by it that the session is gone
        }
        use(pool);
    }

    private static void use(AgroalDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
    }

    private Database database() {
        LoginSource source = new LoginSource() {
            @Override
            public String name() {
                return "CONTROL_SOURCE";
            }

            @Override
            public boolean mayChange() {
                return true;
            }

            @Override
            public Login login() {
                return new Login(role.name(), new Secret<>(password.get()));
            }
        };
        return TestServer.databaseAs("nobody", "nothing", "postgres").withSource(source);
    }
}
