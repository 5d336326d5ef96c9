package dev.migrationcontrol.sql;

import dev.migrationcontrol.TestServer;

/** Histories, made by SQL. */
public final class HistoryTables {
    private HistoryTables() {}

    public static void create(String database) {
        create(database, "public");
    }

    public static void create(String database, String schema) {
        TestServer.execute(database, """
                CREATE TABLE %s.flyway_schema_history (
                  installed_rank int PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL,
                  type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum int,
                  installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
                  execution_time int NOT NULL, success boolean NOT NULL)""".formatted(SqlIdentifiers.identifier(schema)));
    }

    public static void add(String database, int rank, String version) {
        add(database, rank, version, "SQL");
    }

    public static void add(String database, int rank, String version, String type) {
        TestServer.execute(
                database,
                "INSERT INTO flyway_schema_history VALUES (%d, '%s', 'step', '%s', 'V%s__step.sql', 7, 'someone', now(), 3, true)"
                        .formatted(rank, version, type, version));
    }
}
