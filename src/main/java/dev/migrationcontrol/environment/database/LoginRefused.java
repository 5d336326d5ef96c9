package dev.migrationcontrol.environment.database;

import java.sql.SQLException;

/** The server refuses what the source of the login says. The message names the source, and holds no password. */
final class LoginRefused extends SQLException {
    private static final long serialVersionUID = 1L;

    LoginRefused(LoginSource source, SQLException refused) {
        super(refused.getMessage() + " " + LogOn.remark(source), refused.getSQLState());
        addSuppressed(refused);
    }
}
