package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.RotatedRole;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.Login;
import dev.migrationcontrol.environment.database.LoginSource;
import dev.migrationcontrol.environment.database.Secret;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The status asks for the login at each connect, on no event loop. */
class ProbeRotationTest {
    private final Probing probing = new Probing();
    private final RotatedRole role = RotatedRole.create("canary-one");
    private final AtomicReference<String> password = new AtomicReference<>("canary-one");
    private final AtomicReference<String> thread = new AtomicReference<>("");
    private final Environment environment = Probing.environment(
            TestServer.databaseAs("nobody", "nothing", "postgres").withSource(new Source()));

    private final class Source implements LoginSource {
        @Override
        public String name() {
            return "SHOP_DATABASE_URL_FILE";
        }

        @Override
        public boolean mayChange() {
            return true;
        }

        @Override
        public Login login() throws SQLException {
            thread.set(Thread.currentThread().getName());
            if (password.get().isEmpty()) {
                throw LoginSource.unavailable(name(), "It is empty.");
            }
            return new Login(role.name(), new Secret<>(password.get()));
        }
    }

    @AfterEach
    void close() {
        probing.close();
    }

    @Test
    void goesOnWithANewPasswordInEitherOrder() {
        probing.reach(environment);
        role.alter("canary-two");
        password.set("canary-two");
        role.endSessions();
        probing.reach(environment);

        password.set("canary-three");
        role.alter("canary-three");
        role.endSessions();
        probing.reach(environment);
        assertThat(thread.get()).contains("worker");
    }

    @Test
    void theSecondOfTheTwoChangesIsWaitedFor() throws Exception {
        role.alter("canary-two");
        CompletableFuture<Observation> looking = CompletableFuture.supplyAsync(() -> probing.observe(environment));
        Thread.sleep(150);
        password.set("canary-two");
        assertThat(looking.get()).isInstanceOf(Observation.Reachable.class);
    }

    @Test
    void aRefusedLoginNamesItsSource() {
        role.alter("canary-two");
        Observation.Unreachable missed = probing.miss(environment);
        assertThat(missed.sqlState()).isEqualTo("28P01");
        assertThat(missed.reason())
                .startsWith("The server says: password authentication failed")
                .endsWith("(The login comes from SHOP_DATABASE_URL_FILE, which was asked once more.)")
                .doesNotContain("canary");
    }

    @Test
    void aSourceThatHasNoneIsTold() {
        password.set("");
        Observation.Unreachable missed = probing.miss(environment);
        assertThat(missed.reason()).isEqualTo("There is no login from SHOP_DATABASE_URL_FILE. It is empty.");
    }
}
