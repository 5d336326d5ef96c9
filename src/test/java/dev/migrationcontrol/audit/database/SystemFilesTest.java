package dev.migrationcontrol.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TableFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each system's tables, built from its own file: they are recognised, and a row of them is read. */
class SystemFilesTest {
    private final String database = TestServer.createDatabase();

    @AfterEach
    void dropDatabase() {
        TestServer.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    @Test
    void tablesAreRecognisedAndARowIsRead() {
        Map<String, String> owners = new LinkedHashMap<>();
        for (MigrationSystem system : MigrationSystems.all()) {
            for (TableFacts table : system.tables()) {
                for (String name : table.names()) {
                    String schema = table.schema() != null ? table.schema() : "s" + owners.size();
                    create(schema, name, table);
                    owners.put(schema + "." + name, system.id());
                }
            }
        }

        DatabaseAudit audit = Auditing.audit(database);

        assertThat(audit.systems().stream().collect(Collectors.toMap(DatabaseSystem::table, DatabaseSystem::system)))
                .containsExactlyInAnyOrderEntriesOf(owners);
        assertThat(audit.systems()).allSatisfy(system -> {
            assertThat(system.unreadable()).isNull();
            assertThat(system.migrations())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.version()).isNotBlank());
        });
    }

    private void create(String schema, String name, TableFacts table) {
        Map<String, String> columns = new LinkedHashMap<>(table.columns());
        columns.putAll(table.elsewhere());
        columns.keySet().removeIf(column -> column.endsWith("?"));
        String nextTo = table.nextTo() == null
                ? ""
                : "CREATE TABLE %s.%s (key text PRIMARY KEY, value text);".formatted(schema, table.nextTo());
        TestServer.execute(
                database,
                "CREATE SCHEMA %1$s; %2$s CREATE TABLE %1$s.\"%3$s\" (%4$s); INSERT INTO %1$s.\"%3$s\" VALUES (%5$s)"
                        .formatted(
                                schema,
                                nextTo,
                                name,
                                columns.entrySet().stream()
                                        .map(column ->
                                                "\"" + spelled(column.getKey()) + "\" " + type(column.getValue()))
                                        .collect(Collectors.joining(", ")),
                                columns.entrySet().stream()
                                        .map(column -> value(table, column.getKey(), column.getValue()))
                                        .collect(Collectors.joining(", "))));
    }

    private static String spelled(String column) {
        return List.of(column.split("\\|")).get(0);
    }

    private static String type(String kind) {
        return switch (kind) {
            case "int" -> "bigint";
            case "number" -> "numeric";
            case "time" -> "timestamptz";
            case "bool" -> "boolean";
            case "json" -> "jsonb";
            default -> kind;
        };
    }

    private static String value(TableFacts table, String column, String kind) {
        if (table.proof() != null && table.proof().column().equals(column)) {
            return "'" + table.proof().example() + "'";
        }
        return switch (kind) {
            case "time" -> "now()";
            case "bool" -> "true";
            case "json" -> "'{}'";
            case "text[]" -> "ARRAY['a']";
            case "bytea" -> "'\\x00'";
            default -> "'1'";
        };
    }
}
