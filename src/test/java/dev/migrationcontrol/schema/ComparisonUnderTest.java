package dev.migrationcontrol.schema;

import dev.migrationcontrol.environment.database.DatabaseConnections;

/** Comparisons for tests of other packages. */
public final class ComparisonUnderTest {
    private ComparisonUnderTest() {}

    public static SchemaComparison create() {
        return new SchemaComparison(new DatabaseConnections());
    }

    public static SchemaReturn schemaReturn() {
        DatabaseConnections connections = new DatabaseConnections();
        SchemaModels models = new SchemaModels(connections);
        return new SchemaReturn(models, new SchemaCopy(models, connections), create());
    }

    public static ClosingScripts closingScripts() {
        SchemaModels models = new SchemaModels(new DatabaseConnections());
        SchemaCopy copy = new SchemaCopy(models, new DatabaseConnections());
        return new ClosingScripts(models, copy, create(), Pair.scratches());
    }
}
