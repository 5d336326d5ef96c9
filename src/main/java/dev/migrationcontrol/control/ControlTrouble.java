package dev.migrationcontrol.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Why the control database cannot be used, for people.
 *
 * @param instead what to do about it
 */
record ControlTrouble(String wrong, String instead) {
    static final String READ_ONLY = "the server is a standby or read-only, so nothing can be recorded there";

    private static final String ASK = "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on',"
            + " current_schema(), coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),"
            + " quote_ident(current_user), current_setting('search_path'),"
            + " to_regclass('migration_control_history') IS NOT NULL";

    /** What would keep the tables from being made, where they are not there; Flyway would try for ten seconds. */
    static Optional<ControlTrouble> before(DataSource control) {
        return asked(control, answer -> answer.getBoolean(6) ? Optional.empty() : inside(answer));
    }

    /** Asks the database itself where it can be asked. */
    static ControlTrouble of(DataSource control, Exception failure) {
        return asked(control, ControlTrouble::inside)
                .orElseGet(() -> new ControlTrouble(
                        "its tables cannot be created or brought up to date: " + message(failure),
                        "look at the server's log; the tables belong to the role that created them, which must be"
                                + " this one"));
    }

    private interface Reading {
        Optional<ControlTrouble> of(ResultSet answer) throws SQLException;
    }

    private static Optional<ControlTrouble> asked(DataSource control, Reading reading) {
        try {
            return ControlDatabase.ask(control, connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet answer = statement.executeQuery(ASK)) {
                    answer.next();
                    return reading.of(answer);
                }
            });
        } catch (SQLException e) {
            return Optional.of(outside(Objects.requireNonNullElse(sqlCause(e), e)));
        }
    }

    private static Optional<ControlTrouble> inside(ResultSet answer) throws SQLException {
        String schema = answer.getString(2);
        String role = answer.getString(4);
        if (answer.getBoolean(1)) {
            return Optional.of(new ControlTrouble(
                    READ_ONLY, "name the primary, or several hosts with target_session_attrs=primary"));
        }
        if (schema == null) {
            return Optional.of(new ControlTrouble(
                    "the role " + role + " finds no schema that it may use in its search_path (" + answer.getString(5)
                            + ")",
                    "let an administrator run there: CREATE SCHEMA IF NOT EXISTS public; GRANT USAGE, CREATE ON SCHEMA"
                            + " public TO " + role + "; or name another schema with ?search_path=… in the URL"));
        }
        return answer.getBoolean(3)
                ? Optional.empty()
                : Optional.of(new ControlTrouble(
                        "the role " + role + " may not create tables in the schema " + schema,
                        "let an administrator run there: GRANT USAGE, CREATE ON SCHEMA " + schema + " TO " + role));
    }

    private static ControlTrouble outside(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        if (state.equals("3D000")) {
            return new ControlTrouble("the database does not exist", "create it: CREATE DATABASE … OWNER …");
        }
        if (state.startsWith("28")) {
            return new ControlTrouble(
                    "the server refuses the user or the password: " + message(e),
                    "correct them where they come from, or at the server: ALTER ROLE … PASSWORD …");
        }
        boolean away = ControlDatabase.isLost(e) || state.equals("57P03") || state.isEmpty();
        return away
                ? new ControlTrouble("it does not answer: " + message(e), "start the server, or correct host and port")
                : new ControlTrouble("it cannot be used: " + message(e), "look at the server's log");
    }

    private static String message(Throwable failure) {
        Throwable root = Objects.requireNonNullElse(sqlCause(failure), failure);
        String message =
                Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
        return message.lines().findFirst().orElse("").replaceFirst("^(ERROR|FATAL): ", "");
    }

    /** The innermost failure of the driver; Flyway and the pool wrap it. */
    private static @Nullable SQLException sqlCause(@Nullable Throwable failure) {
        SQLException found = null;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && (found == null || sql.getSQLState() != null)) {
                found = sql;
            }
        }
        return found;
    }
}
