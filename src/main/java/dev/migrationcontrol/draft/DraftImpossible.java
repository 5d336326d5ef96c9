package dev.migrationcontrol.draft;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.rehearsal.RehearsalServers;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import java.sql.SQLException;
import java.util.Optional;

/** There is nothing to draft from: a script cannot be run. */
final class DraftImpossible extends Exception {
    private static final long serialVersionUID = 1L;

    DraftImpossible(String message) {
        super(message, null, false, false);
    }

    String message() {
        return String.valueOf(getMessage());
    }

    /** What is done on a server. */
    interface Work<T> {
        T on(RehearsalServers.Choice server)
                throws DraftImpossible, ScratchUnavailable, ScriptFailed, RunFailure, SQLException;
    }

    /** Who does it on one server or another. */
    interface Servers<T> {
        Optional<T> inTurn(RehearsalServers.Work<Optional<T>> work)
                throws ScratchUnavailable, ScriptFailed, RunFailure, SQLException;
    }

    /** Does work on servers: that it is not possible is no reason to try another one. */
    static <T> T passing(Servers<T> servers, Work<T> work)
            throws DraftImpossible, ScratchUnavailable, ScriptFailed, RunFailure, SQLException {
        DraftImpossible[] impossible = new DraftImpossible[1];
        Optional<T> done = servers.inTurn(server -> {
            try {
                return Optional.of(work.on(server));
            } catch (DraftImpossible e) {
                impossible[0] = e;
                return Optional.empty();
            }
        });
        if (impossible[0] != null) {
            throw impossible[0];
        }
        return done.orElseThrow();
    }
}
