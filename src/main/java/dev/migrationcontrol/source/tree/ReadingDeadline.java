package dev.migrationcontrol.source.tree;

import java.time.Duration;

/** When reading has to be over. */
public final class ReadingDeadline {
    private final Duration limit;
    private final long end;

    public ReadingDeadline(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** @throws TreeRefused when it has passed */
    public void check() {
        if (System.nanoTime() - end > 0) {
            throw new TreeRefused(
                    TreeRefused.Reason.TOO_SLOW,
                    "Reading took longer than " + limit.toSeconds()
                            + " seconds. Audit a part of the tree, or raise migration-control.audits.time-limit.");
        }
    }
}
