package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Scripts and a history that may have come from years of releases, branches, failures and repairs. */
final class GeneratedHistory {
    private static final String[] VERSIONS = {"1", "1.1", "1.2", "2", "3", "3.0.1", "4", "5", "10", "11"};
    private static final String[] REPEATABLES = {"views", "functions", "grants"};

    private final Random random;
    private final List<Row> rows = new ArrayList<>();

    private record Row(
            @Nullable String version,
            String description,
            String type,
            String script,
            @Nullable Integer checksum,
            boolean success) {}

    GeneratedHistory(Random random) {
        this.random = random;
    }

    /** Any part of the scripts is there; a text depends on the seed alone. */
    void writeScripts(Path folder) throws IOException {
        double present = 0.3 + random.nextDouble() * 0.7;
        int release = chance(3) ? random.nextInt(VERSIONS.length) : VERSIONS.length;
        for (String version : List.of(VERSIONS).subList(0, release)) {
            if (random.nextDouble() < present) {
                String name = "V" + version.replace('.', random.nextBoolean() ? '_' : '.') + "__" + fileName(version);
                Files.writeString(folder.resolve(name), "SELECT " + random.nextInt(3) + ";\n");
            }
        }
        for (String repeatable : REPEATABLES) {
            if (random.nextDouble() < present) {
                Files.writeString(folder.resolve("R__" + repeatable + ".sql"), "SELECT '${who}', " + random.nextInt(9));
            }
        }
    }

    void generateRows(Scripts scripts) {
        if (chance(8)) {
            rows.add(new Row(null, "<< Flyway Schema Creation >>", "SCHEMA", "\"public\"", null, true));
        }
        if (chance(4)) {
            addBaseline();
        }
        int events = random.nextInt(16);
        for (int i = 0, next = 0; i < events; i++) {
            switch (random.nextInt(10)) {
                case 0 -> addDelete();
                case 1 -> addVersion(scripts, VERSIONS[random.nextInt(VERSIONS.length)]);
                case 2, 3, 4 -> addRepeatable(scripts, REPEATABLES[random.nextInt(REPEATABLES.length)]);
                case 5 -> next++;
                default -> {
                    if (next < VERSIONS.length) {
                        addVersion(scripts, VERSIONS[next++]);
                    }
                }
            }
            if (chance(40)) {
                addBaseline();
            }
        }
    }

    History history() {
        List<HistoryRow> history = new ArrayList<>();
        int rank = firstRank();
        for (Row row : rows) {
            history.add(new HistoryRow(
                    rank++,
                    row.version() == null ? null : Version.of(row.version()),
                    row.description(),
                    row.type(),
                    row.script(),
                    row.checksum(),
                    "someone",
                    null,
                    Duration.ofMillis(7),
                    row.success()));
        }
        return new History(true, false, List.of(), history);
    }

    private int firstRank() {
        return rows.isEmpty() || !rows.get(0).type().equals("SCHEMA") ? 1 : 0;
    }

    void insert(Connection connection, String table) throws SQLException {
        String sql = "INSERT INTO " + table + " (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) VALUES (?, ?, ?, ?, ?, ?, 'someone', 7, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int rank = firstRank();
            for (Row row : rows) {
                insert.setInt(1, rank++);
                insert.setString(2, row.version());
                insert.setString(3, row.description());
                insert.setString(4, row.type());
                insert.setString(5, row.script());
                insert.setObject(6, row.checksum(), Types.INTEGER);
                insert.setBoolean(7, row.success());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void addBaseline() {
        String version = VERSIONS[random.nextInt(VERSIONS.length)];
        rows.add(new Row(version, "<< Flyway Baseline >>", "BASELINE", "<< Flyway Baseline >>", null, true));
    }

    private void addVersion(Scripts scripts, String version) {
        Script script = scripts.migrations().stream()
                .filter(each ->
                        each.version() != null && each.version().toString().equals(version))
                .findFirst()
                .orElse(null);
        String type = chance(15) ? pick("JDBC", "SPRING_JDBC", "CUSTOM", "SCRIPT", "UNDO_SCRIPT") : "SQL";
        String spelled = chance(20) ? version + ".0" : version;
        rows.add(new Row(
                spelled,
                chance(15) ? "renamed since" : HistoryRow.abbreviated(description(version)),
                type,
                script == null ? "V" + version + "__" + fileName(version) : script.name(),
                script == null || chance(8) ? Integer.valueOf(random.nextInt()) : script.checksum(),
                !chance(14)));
    }

    private void addRepeatable(Scripts scripts, String description) {
        Script script = scripts.migrations().stream()
                .filter(each -> each.version() == null && each.description().equals(description))
                .findFirst()
                .orElse(null);
        Integer current = script == null ? null : (chance(3) ? script.rawChecksum() : script.checksum());
        rows.add(new Row(
                null,
                description,
                chance(20) ? "JDBC" : "SQL",
                "R__" + description + ".sql",
                current == null || chance(2) ? Integer.valueOf(random.nextInt()) : current,
                !chance(12)));
    }

    /** As a repair or a rollback writes it, of any earlier row. */
    private void addDelete() {
        if (rows.isEmpty()) {
            return;
        }
        Row deleted = rows.get(random.nextInt(rows.size()));
        if (deleted.type().equals("SQL") || chance(6)) {
            rows.add(new Row(
                    deleted.version(),
                    deleted.description(),
                    "DELETE",
                    deleted.script(),
                    deleted.checksum(),
                    !chance(20)));
        }
    }

    private static String fileName(String version) {
        return description(version).replace(' ', '_') + ".sql";
    }

    private static String description(String version) {
        return version.equals("5") ? "long " + "x".repeat(205) : "step " + Objects.hash(version) % 7;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
