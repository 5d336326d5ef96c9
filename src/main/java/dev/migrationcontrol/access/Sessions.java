package dev.migrationcontrol.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps for all replicas what browsers are logged in with. */
public interface Sessions {
    /**
     * Keeps what a browser showed. Blocks.
     *
     * @param caller whose it is; the oldest of a caller with many goes
     * @param proof a secret, which is not to be read by anyone but the browser's own requests
     * @param longest after so long it ends in any case
     * @return what the browser shows from now on
     */
    String begin(String caller, String proof, Duration longest);

    /**
     * What the browser showed; empty where that ended. Never blocks: an event loop asks. It fails with a {@link
     * dev.migrationcontrol.problem.Refusal} where that cannot be said now.
     */
    CompletionStage<Optional<String>> find(String session);

    /** Forgets it, on all replicas. Blocks. */
    void end(String session);
}
