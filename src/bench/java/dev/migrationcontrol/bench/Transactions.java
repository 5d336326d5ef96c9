package dev.migrationcontrol.bench;

import java.util.ArrayList;
import java.util.List;

/** The SQL of the limit: each script in one transaction with its row in a history that is Flyway's. */
final class Transactions {
    private static final String HISTORY = """
            BEGIN;
            CREATE TABLE flyway_schema_history (
                installed_rank int NOT NULL CONSTRAINT flyway_schema_history_pk PRIMARY KEY, version varchar(50),
                description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL,
                checksum integer, installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
                execution_time integer NOT NULL, success boolean NOT NULL);
            CREATE INDEX flyway_schema_history_s_idx ON flyway_schema_history (success);
            COMMIT;
            """;

    private Transactions() {}

    static List<String> upgrade(Sample sample) {
        List<String> transactions = new ArrayList<>(List.of(HISTORY));
        for (Migration migration : sample.migrations()) {
            transactions.add(transaction(migration.script(), migration, migration.version(), "SQL", migration.name()));
        }
        return transactions;
    }

    static List<String> rollback(Sample sample) {
        List<String> transactions = new ArrayList<>();
        for (Migration migration : sample.reversed()) {
            int rank = sample.size() + transactions.size() + 1;
            transactions.add(transaction(migration.undo(), migration, rank, "DELETE", migration.undoName()));
        }
        return transactions;
    }

    private static String transaction(String script, Migration migration, int rank, String type, String name) {
        return """
                BEGIN;
                %sINSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                    VALUES (%d, '%d', '%s', '%s', '%s', %d, current_user, 1, true);
                COMMIT;
                """.formatted(script, rank, migration.version(), migration.description(), type, name, script.hashCode());
    }
}
