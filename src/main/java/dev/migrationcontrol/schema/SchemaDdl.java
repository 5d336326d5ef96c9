package dev.migrationcontrol.schema;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes down a live schema, without rows and owners, as the statements that make it in an empty database. */
@ApplicationScoped
public class SchemaDdl {
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
        String model = unlessThere(script);
        try (Connection connection = comparison.open(database)) {
            String unseen = UnmodelledObjects.of(connection, hidden);
            return unseen.isEmpty() ? model : (model + "\n\n" + unseen).strip();
        }
    }

    private static String unlessThere(String script) {
        StringBuilder model = new StringBuilder(script);
        List<dev.migrationcontrol.sql.Statement> statements =
                ReadScript.of(script).statements();
        for (int i = statements.size() - 1; i >= 0; i--) {
            Tokens tokens = statements.get(i).tokens();
            if (tokens.has(0, "CREATE") && tokens.hasAny(1, "SCHEMA", "EXTENSION") && !tokens.has(2, "IF")) {
                int kind = tokens.all().get(1).end() - tokens.all().get(0).start();
                model.insert(statements.get(i).start() + kind, " IF NOT EXISTS");
            }
        }
        return model.toString();
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
