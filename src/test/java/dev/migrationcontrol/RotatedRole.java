package dev.migrationcontrol;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A role of the test server that is asked for its password, which is changed; the server trusts all the others. */
public record RotatedRole(String name) {
    private static final String GROUP = "with_password";
    private static final String REFUSED = "28P01";

    public static RotatedRole create(String password) {
        askForPasswords();
        RotatedRole role =
                new RotatedRole("rotated_" + UUID.randomUUID().toString().replace("-", ""));
        TestServer.execute(
                "postgres", "CREATE ROLE " + role.name + " LOGIN IN ROLE " + GROUP + " PASSWORD '" + password + "'");
        Awaitility.await().until(() -> role.isRefused("not " + password));
        return role;
    }

    /** The role may do everything in the database. */
    public RotatedRole owning(String database) {
        TestServer.execute("postgres", "ALTER DATABASE " + database + " OWNER TO " + name);
        TestServer.execute(database, "ALTER SCHEMA public OWNER TO " + name);
        return this;
    }

    public void alter(String password) {
        TestServer.execute("postgres", "ALTER ROLE " + name + " PASSWORD '" + password + "'");
    }

    /** Ends the sessions that the role has, so that whoever goes on has to log on anew. */
    public void endSessions() {
        TestServer.query(
                "postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + name + "'");
    }

    public String url(String database, String password) {
        return "postgresql://" + name + ":" + password + "@127.0.0.1:" + TestServer.port() + "/" + database;
    }

    private boolean isRefused(String password) {
        String url = "jdbc:postgresql://" + TestServer.HOST + ":" + TestServer.port() + "/postgres";
        try (Connection trusted = DriverManager.getConnection(url, name, password)) {
            return trusted.isClosed();
        } catch (SQLException e) {
            return REFUSED.equals(e.getSQLState());
        }
    }

    private static void askForPasswords() {
        TestServer.execute("postgres", """
                DO $$ BEGIN
                    PERFORM pg_advisory_xact_lock(28);
                    IF to_regrole('%1$s') IS NULL THEN
                        CREATE ROLE %1$s NOLOGIN;
                        EXECUTE format($copy$COPY (SELECT unnest(ARRAY['host all +%1$s all scram-sha-256',
                            'local all all trust', 'host all all all trust', 'host replication all all trust'])) TO %%L$copy$,
                            current_setting('hba_file'));
                        PERFORM pg_reload_conf();
                    END IF;
                END $$""".formatted(GROUP));
    }
}
