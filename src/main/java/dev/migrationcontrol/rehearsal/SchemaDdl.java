package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.environment.Database;
import dev.migrationcontrol.environment.DatabaseConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes down a live schema, without rows and owners, as the statements that make it in an empty database. */
@ApplicationScoped
public class SchemaDdl {
    private static final Pattern CREATE = Pattern.compile("(?m)^CREATE (SCHEMA|EXTENSION) (?!IF NOT EXISTS)");

    /** Every database has it, and not every user may comment on it. */
    private static final String ALWAYS_THERE = "plpgsql";

    private static final String OTHER_SCHEMAS = "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_'"
            + " AND nspname <> 'information_schema' AND nspname <> ALL (?) ORDER BY 1";

    private static final String OWN_SEQUENCES = """
            SELECT sn.nspname || '.' || s.relname FROM pg_catalog.pg_depend d
              JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
              JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
              JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
              JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
             WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
               AND d.deptype IN ('a', 'i') AND tn.nspname || '.' || t.relname = ANY (?)""";

    private final SchemaModels models;
    private final DatabaseConnections connections;

    SchemaDdl(SchemaModels models, DatabaseConnections connections) {
        this.models = models;
        this.connections = connections;
    }

    /**
     * The statements that make these schemas; the database is only read. Blocks, for seconds.
     *
     * @param relations {@code schema.table}, unquoted, that are left out with what belongs to them
     * @throws SQLException when the schema cannot be read
     */
    public String write(Database database, List<String> schemas, List<String> relations) throws SQLException {
        List<String> hiddenRelations = new ArrayList<>(relations);
        hiddenRelations.add(ALWAYS_THERE);
        hiddenRelations.addAll(names(database, OWN_SEQUENCES, relations));
        Hidden hidden = new Hidden(hiddenRelations, names(database, OTHER_SCHEMAS, schemas));
        String script = models.script(models.nothing(), models.load(database), hidden);
        // Flyway makes the schemas that it is told before it runs the first script.
        return CREATE.matcher(script).replaceAll("CREATE $1 IF NOT EXISTS ");
    }

    private List<String> names(Database database, String sql, List<String> given) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection =
                        connections.open(database, "migration-control/model", Map.of(), Duration.ofSeconds(10));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", given.toArray()));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    names.add(result.getString(1));
                }
            }
        }
        return names;
    }
}
