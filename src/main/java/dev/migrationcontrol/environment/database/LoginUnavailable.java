package dev.migrationcontrol.environment.database;

import java.sql.SQLException;

/** A source of logins that has none now. Its message holds no value. */
final class LoginUnavailable extends SQLException {
    private static final long serialVersionUID = 1L;
    private static final String NO_CONNECTION = "08001";

    /** @param why sentences, for people */
    LoginUnavailable(String source, String why) {
        super("There is no login from " + source + ". " + why, NO_CONNECTION);
    }
}
