package dev.migrationcontrol.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes that the tests started. */
public final class Signals {
    private Signals() {}

    public static void send(String signal, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("process " + pid + " cannot be sent " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
