package dev.migrationcontrol.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins as several replicas on one control database see them. */
class StoredSessionsTest {
    private static final Duration LONG = Duration.ofHours(12);
    private static final String PROOF = "token:mct_canary_of_a_login_0123456789";

    private final TestControl control = TestControl.create();
    private final AtomicLong ahead = new AtomicLong();
    private final StoredSessions one = replica();
    private final StoredSessions other = replica();

    private StoredSessions replica() {
        LoginStore store = new LoginStore();
        return new StoredSessions(
                control.pool(), store, new LiveLogins(control.pool(), store, () -> System.nanoTime() + ahead.get()));
    }

    @AfterEach
    void close() {
        control.close();
    }

    private static Optional<String> find(StoredSessions replica, String session) {
        return replica.find(session).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void run(String sql) {
        ControlDatabase.call(control.pool(), connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private String ask(String sql) {
        return ControlDatabase.call(control.pool(), connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private void later(Duration duration) {
        ahead.addAndGet(duration.toNanos());
    }

    @Test
    void aLoginCountsOnEachReplicaAndAfterARestart() {
        String session = one.begin("token|anna", PROOF, LONG);
        assertThat(session).hasSize(43);
        assertThat(find(one, session)).contains(PROOF);
        assertThat(find(other, session)).contains(PROOF);
        assertThat(find(replica(), session)).contains(PROOF);
        assertThat(find(one, session.substring(1) + "A")).isEmpty();
        assertThat(find(one, "")).isEmpty();
        assertThat(find(one, "' OR true --")).isEmpty();
    }

    @Test
    void theDatabaseAloneGivesNobodyALoginNorItsCredential() {
        String session = one.begin("token|anna", PROOF, LONG);
        String all = ask("SELECT string_agg(login::text || encode(sealed, 'escape'), ' ') FROM login");
        assertThat(all).contains("token|anna").doesNotContain(session, "mct_", "canary");
        String second = one.begin("token|bert", "token:mct_of_another_0123456789", LONG);
        // Whoever may write there can neither take over what another row holds, nor change it unseen.
        run("UPDATE login SET sealed = (SELECT sealed FROM login WHERE caller = 'token|anna')"
                + " WHERE caller = 'token|bert'");
        assertThat(find(other, second)).isEmpty();
        run("UPDATE login SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE caller = 'token|anna'");
        assertThat(find(other, session)).isEmpty();
    }

    @Test
    void aLoginEndsByItselfWithoutUseAndWhenItIsEnded() {
        String ended = one.begin("token|anna", PROOF, LONG);
        String idle = one.begin("token|anna", PROOF, LONG);
        String old = one.begin("token|anna", PROOF, LONG);
        assertThat(find(other, ended)).isPresent();
        assertThat(find(other, old)).isPresent();
        one.end(ended);
        assertThat(find(one, ended)).isEmpty();
        run("UPDATE login SET used_at = now() - interval '121 minutes' WHERE begun_at ="
                + " (SELECT begun_at FROM login ORDER BY begun_at LIMIT 1)");
        run("UPDATE login SET begun_at = now() - interval '13 hours', ends_at = now() - interval '1 second'"
                + " WHERE begun_at = (SELECT max(begun_at) FROM login)");
        later(LiveLogins.FRESH);
        for (StoredSessions each : List.of(one, other)) {
            assertThat(find(each, ended)).isEmpty();
            assertThat(find(each, idle)).isEmpty();
            assertThat(find(each, old)).isEmpty();
        }
        assertThat(find(one, one.begin("token|anna", PROOF, LONG))).isPresent();
        assertThat(ask("SELECT count(*) FROM login")).isEqualTo("1");
    }

    @Test
    void useIsWrittenOnceInFiveMinutes() {
        String session = one.begin("token|anna", PROOF, LONG);
        String begun = ask("SELECT used_at FROM login");
        assertThat(find(other, session)).isPresent();
        assertThat(ask("SELECT used_at FROM login")).isEqualTo(begun);
        run("UPDATE login SET used_at = now() - interval '6 minutes'");
        later(LiveLogins.FRESH);
        assertThat(find(other, session)).isPresent();
        assertThat(ask("SELECT used_at > now() - interval '1 minute' FROM login"))
                .isEqualTo("t");
    }

    @Test
    void theOldestOfACallerWithManyGoes() {
        List<String> sessions = new ArrayList<>();
        String others = one.begin("token|bert", PROOF, LONG);
        for (int i = 0; i <= LoginStore.MOST_OF_A_CALLER; i++) {
            sessions.add(one.begin("token|anna", PROOF, LONG));
        }
        assertThat(find(other, sessions.get(0))).isEmpty();
        assertThat(sessions.subList(1, sessions.size()))
                .allMatch(each -> find(other, each).isPresent());
        assertThat(find(other, others)).isPresent();
        run("INSERT INTO login SELECT 'x' || i, 'token|' || i, 'x', now() - i * interval '1 second', now(),"
                + " now() + interval '1 hour' FROM generate_series(1, " + LoginStore.MOST + ") i");
        one.begin("token|carla", PROOF, LONG);
        assertThat(ask("SELECT count(*) FROM login")).isEqualTo(Integer.toString(LoginStore.MOST));
        assertThat(ask("SELECT count(*) FROM login WHERE id = 'x" + LoginStore.MOST + "'"))
                .isEqualTo("0");
    }

    @Test
    void whileTheDatabaseIsAwayAKnownLoginGoesOnForAWhile() {
        String known = one.begin("token|anna", PROOF, LONG);
        String unknown = one.begin("token|bert", PROOF, LONG);
        assertThat(find(one, known)).isPresent();
        run("ALTER TABLE login RENAME TO login_away");
        later(LiveLogins.FRESH);
        assertThat(find(one, known)).contains(PROOF);
        assertThatThrownBy(() -> find(one, unknown)).hasCauseInstanceOf(ControlDatabaseUnavailable.class);
        later(LiveLogins.OLDEST);
        assertThatThrownBy(() -> find(one, known)).hasCauseInstanceOf(ControlDatabaseUnavailable.class);
        run("ALTER TABLE login_away RENAME TO login");
        later(LiveLogins.FRESH);
        assertThat(find(one, known)).contains(PROOF);
        assertThat(find(one, unknown)).contains(PROOF);
    }

    @Test
    void aFloodOfWrongCookiesIsReadByAFewQueriesAndRefusedBeyondABound() throws Exception {
        String right = one.begin("token|anna", PROOF, LONG);
        List<CompletableFuture<Optional<String>>> flood = new ArrayList<>();
        try (var connection = control.pool().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE login IN ACCESS EXCLUSIVE MODE");
            for (int i = 0; i < 3 * LiveLogins.MOST_WAITING; i++) {
                flood.add(one.find("A".repeat(37) + String.format("%06d", i)));
            }
            flood.add(one.find(right));
            connection.rollback();
            connection.setAutoCommit(true);
        }
        long refused = 0;
        for (CompletableFuture<Optional<String>> each : flood) {
            try {
                assertThat(each.orTimeout(60, TimeUnit.SECONDS).join()).isEmpty();
            } catch (java.util.concurrent.CompletionException e) {
                assertThat(e).hasCauseInstanceOf(ControlDatabaseUnavailable.class);
                refused++;
            }
        }
        assertThat(refused).isBetween((long) LiveLogins.MOST_WAITING, 2L * LiveLogins.MOST_WAITING + 1);
        assertThat(find(one, right)).contains(PROOF);
    }
}
