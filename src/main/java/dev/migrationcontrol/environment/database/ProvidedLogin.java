package dev.migrationcontrol.environment.database;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A login of a store.
 *
 * @param name the setting that chooses the store and the entry
 * @param longest how long the store is waited for
 */
record ProvidedLogin(String name, LoginProvider provider, String entry, Duration longest) implements LoginSource {
    static final Duration LONGEST = Duration.ofSeconds(10);
    static final int MOST_CHARACTERS = 65_536;

    /** Stores that hang hold so many threads at most; whoever asks then is told so at once. */
    static final int MOST_AT_ONCE = 32;

    private static final ExecutorService ASKING = new ThreadPoolExecutor(
            0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), ProvidedLogin::daemon);

    @Override
    public boolean mayChange() {
        return true;
    }

    @Override
    public Login login() throws LoginUnavailable {
        return checked(asked());
    }

    private Login checked(@Nullable Login login) throws LoginUnavailable {
        if (login == null || login.password() == null) {
            throw unavailable("has no password there");
        }
        int characters = login.password().reveal().length()
                + String.valueOf(login.user()).length();
        if (characters > MOST_CHARACTERS) {
            throw unavailable("has a login of more than 64 KiB there");
        }
        return login;
    }

    private @Nullable Login asked() throws LoginUnavailable {
        Future<@Nullable Login> answer;
        try {
            answer = ASKING.submit(() -> provider.login(entry));
        } catch (RejectedExecutionException full) {
            throw unavailable("is still being asked " + MOST_AT_ONCE + " times");
        }
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw unavailable("did not answer within " + longest.toMillis() + " ms");
        } catch (ExecutionException failed) {
            // Its message may hold what no log may hold.
            throw unavailable("failed: "
                    + Objects.requireNonNullElse(failed.getCause(), failed)
                            .getClass()
                            .getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unavailable("was not waited for, since the work ends");
        } finally {
            answer.cancel(true);
        }
    }

    private LoginUnavailable unavailable(String why) {
        return new LoginUnavailable(name, "The provider " + provider.name() + " " + why + ".");
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "login-provider");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public String toString() {
        return name;
    }
}
