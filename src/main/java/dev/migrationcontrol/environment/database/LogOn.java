package dev.migrationcontrol.environment.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Logs on with what the source of the login says now. A server that refuses it is asked once more, with what the source says
 * a moment later: while a password is changed, the server and the source never change at the same time.
 */
public final class LogOn {
    /** Between the two attempts. */
    public static final Duration PAUSE = Duration.ofMillis(500);

    /** A wrong password, and everything else that the server has against a login. */
    private static final Set<String> REFUSALS = Set.of("28P01", "28000");

    private static final Driver DRIVER = new Driver();

    private LogOn() {}

    /**
     * Opens a connection that the caller closes. Blocks.
     *
     * @param url of the database, without a login
     * @param properties for the driver, without a login
     * @throws SQLException as the driver reports it; one that is about the login names its source
     */
    public static Connection to(Database database, String url, Properties properties) throws SQLException {
        LoginSource source = database.source();
        if (source == null) {
            return connect(url, properties, database.login());
        }
        try {
            return connect(url, properties, source.login());
        } catch (SQLException first) {
            if (!isWorthAsking(first, source)) {
                throw named(first, source);
            }
            pause();
        }
        try {
            return connect(url, properties, source.login());
        } catch (SQLException second) {
            throw named(second, source);
        }
    }

    /** A sentence that follows what the server says about a login. */
    public static String remark(LoginSource source) {
        return "(The login comes from " + source.name()
                + (source.mayChange() ? ", which was asked once more.)" : ", which is read at the start alone.)");
    }

    /** Whether its message says what is wrong with a login, and names the source. */
    public static boolean isExplained(SQLException failure) {
        return failure instanceof LoginRefused || failure instanceof LoginUnavailable;
    }

    /** Whether the server refused who asked, rather than what was asked for. */
    public static boolean isRefusal(@Nullable String sqlState) {
        return sqlState != null && REFUSALS.contains(sqlState);
    }

    private static boolean isWorthAsking(SQLException failure, LoginSource source) {
        return source.mayChange() && (failure instanceof LoginUnavailable || isRefusal(failure.getSQLState()));
    }

    private static SQLException named(SQLException failure, LoginSource source) {
        return isRefusal(failure.getSQLState()) ? new LoginRefused(source, failure) : failure;
    }

    private static Connection connect(String url, Properties properties, Login login) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.putAll(login.jdbcProperties());
        Connection connection = DRIVER.connect(url, all);
        if (connection == null) {
            throw new IllegalStateException("the driver does not know its own URL");
        }
        return connection;
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while logging on", "08001", e);
        }
    }
}
