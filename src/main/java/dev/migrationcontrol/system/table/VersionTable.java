package dev.migrationcontrol.system.table;

import dev.migrationcontrol.system.TableColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table in which an old system records what it ran.
 *
 * @param columns types by their names
 * @param identifier the column that names the migration in a custom table; null where none can
 */
public record VersionTable(
        String schema,
        String name,
        long oid,
        Map<String, String> columns,
        @Nullable String identifier) {
    private static final List<String> CHECKSUMS = List.of("checksum", "hash", "md5", "sha256", "sha1", "digest");

    public String display() {
        return schema + "." + name;
    }

    public String quoted() {
        return quote(schema) + "." + quote(name);
    }

    /** As the recognition of tables by their columns has it. */
    public ForeignTable foreign() {
        List<TableColumn> all = columns.entrySet().stream()
                .map(column -> new TableColumn(column.getKey(), column.getValue(), false, false))
                .toList();
        return new ForeignTable(schema, name, all, false, true);
    }

    public VersionTable identifiedBy(String column) {
        return new VersionTable(schema, name, oid, columns, column);
    }

    /** What is read of a custom table: its identifier, and time, outcome and checksum where there are such columns. */
    String customColumns() {
        String time = columns.entrySet().stream()
                .filter(column -> column.getValue().startsWith("timestamp"))
                .map(column -> quote(column.getKey()))
                .sorted()
                .findFirst()
                .orElse("NULL");
        String state = boolColumn("success", "succeeded", "applied")
                .map(column -> "CASE WHEN " + quote(column) + " THEN 'APPLIED' ELSE 'FAILED' END")
                .or(() -> boolColumn("dirty", "failed")
                        .map(column -> "CASE WHEN " + quote(column) + " THEN 'FAILED' ELSE 'APPLIED' END"))
                .orElse("'APPLIED'");
        String checksum = CHECKSUMS.stream()
                .filter(columns::containsKey)
                .findFirst()
                .map(column -> "bytea".equals(columns.get(column))
                        ? "encode(" + quote(column) + ", 'hex')"
                        : quote(column) + "::text")
                .orElse("NULL");
        return quote(String.valueOf(identifier)) + ", NULL, " + time + ", " + state + ", " + checksum;
    }

    private Optional<String> boolColumn(String... names) {
        return List.of(names).stream()
                .filter(name -> "boolean".equals(columns.get(name)))
                .findFirst();
    }

    public static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
