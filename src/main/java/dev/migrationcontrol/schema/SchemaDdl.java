package dev.migrationcontrol.schema;

import dev.migrationcontrol.environment.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes down a live schema, without rows and owners, as the statements that make it in an empty database. */
@ApplicationScoped
public class SchemaDdl {
    private static final Pattern CREATE = Pattern.compile("(?m)^CREATE (SCHEMA|EXTENSION) (?!IF NOT EXISTS)");

    /** Every database has it, and not every user may comment on it. */
    private static final String ALWAYS_THERE = "plpgsql";

    private static final String OTHER_SCHEMAS = "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_'"
            + " AND nspname <> 'information_schema' AND nspname <> ALL (?) ORDER BY 1";

    private final SchemaModels models;
    private final SchemaComparison comparison;

    SchemaDdl(SchemaModels models, SchemaComparison comparison) {
        this.models = models;
        this.comparison = comparison;
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
        ComparisonScope hidden = models.withOwnSequences(
                database, new ComparisonScope(hiddenRelations, otherSchemas(database, schemas)));
        String script = models.script(models.nothing(), models.load(database), hidden);
        // Flyway creates the configured schemas before it runs the first script.
        String model = CREATE.matcher(script).replaceAll("CREATE $1 IF NOT EXISTS ");
        try (Connection connection = comparison.open(database)) {
            String unseen = UnmodelledObjects.of(connection, hidden);
            return unseen.isEmpty() ? model : (model + "\n\n" + unseen).strip();
        }
    }

    private List<String> otherSchemas(Database database, List<String> given) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = comparison.open(database);
                PreparedStatement statement = connection.prepareStatement(OTHER_SCHEMAS)) {
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
