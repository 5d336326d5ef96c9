package dev.migrationcontrol.probe;

import java.time.Duration;

/** A database was not asked at all: every connection that its server spares for checks was in use. */
final class NoTurn extends Exception {
    private static final long serialVersionUID = 1L;

    NoTurn(Duration waited) {
        super(
                "The check got no turn within " + waited + ": no more than " + ServerSlots.MOST
                        + " databases of one server are checked at a time, and others came first",
                null,
                false,
                false);
    }
}
