package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.Policy;
import java.util.List;

/**
 * The SQL of Flyway's history table for one environment: the same table, rows and advisory lock that Flyway Core 13 uses
 * on PostgreSQL.
 */
final class HistoryTable {
    /** "Flyway" in ASCII: what Flyway adds the table's hash to for its advisory lock. */
    private static final long LOCK_BASE = 77431708279161L;

    private final String schema;
    private final String table;
    private final List<String> schemas;
    private final String otherHistory;

    HistoryTable(Policy policy) {
        this.otherHistory = OtherHistory.schema(policy);
        this.schemas = policy.schemas();
        this.schema = schemas.get(0);
        this.table = policy.historyTable();
    }

    /** The key of the advisory lock that every Flyway takes before it changes this history. */
    long lockKey() {
        return LOCK_BASE + qualifiedName().hashCode();
    }

    String qualifiedName() {
        return quote(schema) + "." + quote(table);
    }

    String schema() {
        return schema;
    }

    List<String> schemas() {
        return schemas;
    }

    /** An expression: the schema of a history elsewhere, or null. */
    String otherHistory() {
        return otherHistory;
    }

    String createTable() {
        String name = qualifiedName();
        return """
                CREATE TABLE %s (
                    "installed_rank" INT NOT NULL,
                    "version" VARCHAR(50),
                    "description" VARCHAR(200) NOT NULL,
                    "type" VARCHAR(20) NOT NULL,
                    "script" VARCHAR(1000) NOT NULL,
                    "checksum" INTEGER,
                    "installed_by" VARCHAR(100) NOT NULL,
                    "installed_on" TIMESTAMP NOT NULL DEFAULT pg_catalog.now(),
                    "execution_time" INTEGER NOT NULL,
                    "success" BOOLEAN NOT NULL
                );
                ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY ("installed_rank");
                CREATE INDEX %s ON %s ("success")""".formatted(name, name, quote(table + "_pk"), quote(table + "_s_idx"), name);
    }

    /** The beginning of a statement that writes rows, up to their values. */
    String insert() {
        return "INSERT INTO " + qualifiedName()
                + " (\"installed_rank\", \"version\", \"description\", \"type\", \"script\", \"checksum\","
                + " \"installed_by\", \"execution_time\", \"success\") VALUES ";
    }

    String select() {
        return "SELECT \"installed_rank\", \"version\", \"description\", \"type\", \"script\", \"checksum\","
                + " \"installed_by\", \"installed_on\", \"execution_time\", \"success\" FROM " + qualifiedName()
                + " ORDER BY \"installed_rank\"";
    }

    static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
