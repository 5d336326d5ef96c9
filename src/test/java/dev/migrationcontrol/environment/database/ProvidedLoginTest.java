package dev.migrationcontrol.environment.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A store is a stranger's code: bounded in time, in number and in what it says. */
class ProvidedLoginTest {
    private interface Answer {
        @Nullable
        Login login() throws Exception;
    }

    private static LoginSource source(Duration longest, Answer answer) {
        LoginProvider provider = new LoginProvider() {
            @Override
            public String name() {
                return "store";
            }

            @Override
            public Login login(String entry) throws Exception {
                return answer.login();
            }
        };
        return new ProvidedLogin("setting", provider, "entry", longest);
    }

    private static LoginSource source(Answer answer) {
        return source(Duration.ofSeconds(10), answer);
    }

    @Test
    void aStoreThatHangsIsNotWaitedForAndIsInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        LoginSource hanging = source(Duration.ofMillis(200), () -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        });
        assertThatThrownBy(hanging::login)
                .isInstanceOf(SQLException.class)
                .hasMessage("There is no login from setting. The provider store did not answer within 200 ms.");
        assertThat(interrupted.await(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoeverAsksWhileAllThreadsHangIsToldAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(ProvidedLogin.MOST_AT_ONCE);
        CountDownLatch end = new CountDownLatch(1);
        LoginSource hanging = source(() -> {
            begun.countDown();
            end.await();
            return new Login("u", new Secret<>("p"));
        });
        ExecutorService askers = Executors.newCachedThreadPool();
        List<Future<Login>> answers = new ArrayList<>();
        for (int i = 0; i < ProvidedLogin.MOST_AT_ONCE; i++) {
            answers.add(askers.submit(hanging::login));
        }
        begun.await();
        assertThatThrownBy(hanging::login).hasMessageContaining("is still being asked 32 times");
        end.countDown();
        for (Future<Login> answer : answers) {
            assertThat(answer.get().user()).isEqualTo("u");
        }
        askers.shutdown();
        assertThat(hanging.login().password()).isEqualTo(new Secret<>("p"));
    }

    @Test
    void whatAStoreSaysHasABound() throws SQLException {
        String most = "p".repeat(ProvidedLogin.MOST_CHARACTERS - 1);
        assertThat(source(() -> new Login("u", new Secret<>(most))).login().password())
                .isEqualTo(new Secret<>(most));
        assertThatThrownBy(source(() -> new Login("u", new Secret<>(most + "p")))::login)
                .hasMessageContaining("has a login of more than 64 KiB there")
                .hasMessageNotContaining("pppp");
    }

    @Test
    void noPasswordIsNoLogin() {
        assertThatThrownBy(source(() -> null)::login).hasMessageContaining("has no password there");
        assertThatThrownBy(source(() -> new Login("u", null))::login).hasMessageContaining("has no password there");
    }

    /** The message of a store's exception may hold what no log may hold. */
    @Test
    void aFailureIsToldByItsKindAlone() {
        assertThatThrownBy(source(() -> {
                    throw new IllegalStateException("canary");
                })::login)
                .hasMessageContaining("failed: IllegalStateException")
                .hasNoCause()
                .hasMessageNotContaining("canary");
    }
}
