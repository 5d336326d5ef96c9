package dev.migrationcontrol.bench;

import java.sql.SQLException;

/** What the figures depend on. */
final class Machine {
    private Machine() {}

    static String describe(Postgres postgres, Limit limit, Settings settings) throws SQLException {
        String options = settings.serviceOptions().isEmpty()
                ? "no options"
                : "`" + String.join(" ", settings.serviceOptions()) + "`";
        return "%d cores shared by client, service and server; %s %s, Java %s (the service with %s); PostgreSQL %s on the"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                System.getProperty("java.version"),
                                options,
                                postgres.show("server_version"))
                + " loopback interface, fsync %s, synchronous_commit %s, %s. The limit is %s."
                        .formatted(
                                postgres.show("fsync"),
                                postgres.show("synchronous_commit"),
                                postgres.show("password_encryption"),
                                limit.name());
    }
}
