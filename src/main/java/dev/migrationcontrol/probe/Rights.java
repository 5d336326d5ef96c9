package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.sql.SqlIdentifiers;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the environment's user may do, as far as an upgrade needs it; read from the catalogues, without trying. */
record Rights(
        String user,
        String database,
        boolean mayCreateSchemas,
        boolean mayUseSchema,
        boolean mayCreateInSchema,
        boolean mayWriteHistory,
        @Nullable String readOnlyFrom) {
    /** The source of a setting is looked up only where it is needed: the view lists all settings each time. */
    private static final String COLUMNS = """
            current_user::text AS right_user, current_database()::text AS right_database,
                   has_database_privilege(current_database(), 'CREATE') AS right_create_schemas,
                   coalesce((SELECT has_schema_privilege(d.oid, 'USAGE') FROM pg_namespace d WHERE d.nspname = %1$s), true)
                     AS right_use_schema,
                   coalesce((SELECT has_schema_privilege(d.oid, 'CREATE') FROM pg_namespace d WHERE d.nspname = %1$s), true)
                     AS right_create_in_schema,
                   coalesce(has_table_privilege(h.oid, 'INSERT'), true) AS right_write_history,
                   CASE WHEN NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only')::bool
                     THEN (SELECT g.source FROM pg_settings g WHERE g.name = 'default_transaction_read_only') END
                     AS right_read_only""";

    private static final String READ_ONLY = "default_transaction_read_only";

    static String columns(Policy policy) {
        return COLUMNS.formatted(SqlIdentifiers.literal(policy.defaultSchema()));
    }

    static Rights decode(Row row) {
        return new Rights(
                row.getString("right_user"),
                row.getString("right_database"),
                row.getBoolean("right_create_schemas"),
                row.getBoolean("right_use_schema"),
                row.getBoolean("right_create_in_schema"),
                row.getBoolean("right_write_history"),
                row.getString("right_read_only"));
    }

    /** What is missing for an upgrade, each with the statement that an administrator runs. */
    List<MissingRight> missing(Policy policy, boolean historyExists, List<String> missingSchemas) {
        List<MissingRight> missing = new ArrayList<>();
        if (readOnlyFrom != null) {
            missing.add(new MissingRight(
                    "Every transaction of the user " + user + " is read-only by default. " + remedy(readOnlyFrom),
                    true,
                    true));
        }
        if (!missingSchemas.isEmpty() && !mayCreateSchemas) {
            missing.add(right(
                    "may not create the schema " + String.join(", ", missingSchemas),
                    "GRANT CREATE ON DATABASE " + SqlIdentifiers.identifier(database),
                    true));
        }
        String schema = policy.defaultSchema();
        if (!mayUseSchema || !mayCreateInSchema) {
            String privileges = mayUseSchema ? "CREATE" : mayCreateInSchema ? "USAGE" : "USAGE, CREATE";
            missing.add(right(
                    "may not " + (mayUseSchema ? "create anything in" : "use") + " the schema " + schema,
                    "GRANT " + privileges + " ON SCHEMA " + SqlIdentifiers.identifier(schema),
                    !historyExists || !mayUseSchema));
        }
        if (!mayWriteHistory) {
            missing.add(right(
                    "may not write the history",
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE " + SqlIdentifiers.identifier(schema) + "."
                            + SqlIdentifiers.identifier(policy.historyTable()),
                    true));
        }
        return missing;
    }

    private MissingRight right(String what, String grant, boolean stops) {
        return new MissingRight(
                "The user " + user + " " + what + ". An administrator runs: " + grant + " TO "
                        + SqlIdentifiers.identifier(user) + ";",
                false,
                stops);
    }

    private String remedy(String source) {
        String role = "ALTER ROLE " + SqlIdentifiers.identifier(user);
        String name = SqlIdentifiers.identifier(database);
        return switch (source) {
            case "user" -> "An administrator runs: " + role + " RESET " + READ_ONLY + ";";
            case "database" -> "An administrator runs: ALTER DATABASE " + name + " RESET " + READ_ONLY + ";";
            case "database user" ->
                "An administrator runs: " + role + " IN DATABASE " + name + " RESET " + READ_ONLY + ";";
            case "client" -> "The options of the environment's URL say so: leave " + READ_ONLY + " out.";
            default ->
                "The server's configuration says so: an administrator sets " + READ_ONLY + " = off there, or runs: "
                        + role + " SET " + READ_ONLY + " = off;";
        };
    }
}
