package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.database.LogOn;
import dev.migrationcontrol.environment.database.LoginSource;
import io.vertx.pgclient.PgException;

/** The server refuses the login that a source says. */
final class RefusedLogin extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient PgException refused;

    RefusedLogin(LoginSource source, Throwable refused) {
        super(LogOn.remark(source), refused);
        this.refused = (PgException) refused;
    }

    PgException refused() {
        return refused;
    }
}
