package dev.migrationcontrol.probe;

import java.time.Duration;

/** A database was not asked at all: every connection that its server spares for checks was in use. */
final class NoTurn extends Exception {
    private static final long serialVersionUID = 1L;

    NoTurn(Duration waited) {
        super(
                "No turn came within " + waited + ": no more than " + ServerSlots.MOST
                        + " databases of one server are looked at at once, and others came first",
                null,
                false,
                false);
    }
}
