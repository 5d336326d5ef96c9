package dev.migrationcontrol.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Releases of a project as people write them: one seed, one story. */
final class GeneratedProject {
    private static final List<String> VERSIONS = List.of(
            "1",
            "1.1",
            "1_2",
            "1.10",
            "2",
            "3",
            "3.6.0.1",
            "3.6.0.2",
            "007",
            "8.0",
            "9",
            "10",
            "11_0_1",
            "12",
            "13",
            "14",
            "20240101120000",
            "20240101120001",
            "20240215093000",
            "20250101000000");

    private final Random random;
    private final Project project;
    private final boolean concurrently;
    private final List<String> late = new ArrayList<>();
    private int next;
    private int tables;
    private int names;

    GeneratedProject(Random random, Project project, boolean concurrently) {
        this.random = random;
        this.project = project;
        this.concurrently = concurrently;
        project.placeholders = Map.of("word", "word " + random.nextInt(3));
        project.mixed = random.nextInt(4) == 0;
        project.outOfOrder = random.nextInt(3) == 0;
        project.schemas = random.nextInt(3) == 0 ? List.of("app", "second", "public") : List.of("public");
        project.historyTable = random.nextInt(4) == 0 ? "changes of it" : "flyway_schema_history";
    }

    /** Adds scripts, sometimes late ones, and changes repeatables. */
    void release() {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count && next < VERSIONS.size(); i++) {
            String version = VERSIONS.get(next++);
            if (next > 1 && random.nextInt(12) == 0) {
                late.add(version);
            } else {
                addVersion(version);
            }
        }
        if (!late.isEmpty() && random.nextBoolean()) {
            addVersion(late.remove(0));
        }
        if (random.nextInt(4) == 0) {
            project.placeholders = Map.of("word", "word " + random.nextInt(3));
        }
        if (random.nextBoolean()) {
            addRepeatable(random.nextInt(3));
        }
    }

    /** Anything from below the first to the last version of this release. */
    String target() {
        return VERSIONS.get(random.nextInt(next)).replace('_', '.');
    }

    private void addVersion(String version) {
        String description = random.nextInt(15) == 0 ? "a_long_story_".repeat(17) : "step_" + names++;
        String name = (random.nextInt(4) == 0 ? "folder/" : "") + "V" + version + "__" + description + ".sql";
        String text = text(name, random.nextInt(14));
        if (random.nextInt(5) == 0) {
            text = text.replace("\n", "\r\n");
        }
        project.write(name, (random.nextInt(6) == 0 ? "\uFEFF" : "") + text);
    }

    private void addRepeatable(int which) {
        String body = "SELECT " + random.nextInt(5) + " AS n, '${word}'::text AS w";
        project.write("R__view_" + which + ".sql", "CREATE OR REPLACE VIEW view_" + which + " AS " + body + ";");
    }

    private String text(String name, int kind) {
        String table = "table_" + tables++;
        String create = "CREATE TABLE " + table + " (id int PRIMARY KEY, v text DEFAULT '${word}');\n";
        return switch (kind) {
            case 0 ->
                create + "COMMENT ON TABLE " + table + " IS 'it''s; a comment';\nINSERT INTO " + table + " VALUES (1);";
            case 1 ->
                create + "CREATE FUNCTION f_" + table
                        + "() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  NEW.v := 'a;b';"
                        + "\n  RETURN NEW;\nEND $$;\nCREATE TRIGGER t BEFORE INSERT ON " + table
                        + " FOR EACH ROW EXECUTE FUNCTION f_" + table + "();\nINSERT INTO " + table
                        + " VALUES (2, 'x');";
            case 2 -> create + "COPY " + table + " (id, v) FROM stdin;\n1\tone\n2\t\\N\n3\tthree; four\n\\.\n";
            case 3 -> "";
            case 4 -> "-- nothing to do\n/* really ${word} */\n";
            case 5 -> create + "COMMIT;\nBEGIN;\nINSERT INTO " + table + " VALUES (5);";
            case 6 -> "SET search_path = public;\n" + create;
            case 7 -> create + "SET lock_timeout = '1min';\nSET ROLE pg_monitor;";
            case 8 ->
                outside(
                        name,
                        "CREATE TYPE e_" + table + " AS ENUM ('a');\nALTER TYPE e_" + table + " ADD VALUE 'b';\n");
            case 9 -> concurrently ? create + "ALTER TABLE " + table + " ADD c int;" : create;
            case 10 -> concurrently ? "CREATE INDEX CONCURRENTLY i_" + table + " ON pg_temp_none (id);" : create;
            case 11 ->
                concurrently ? create + "CREATE INDEX CONCURRENTLY i_" + table + " ON " + table + " (v);" : create;
            case 12 -> outside(name, create + "SELECT 1 / " + random.nextInt(2) + ";\nDROP TABLE " + table + ";\n");
            default -> create + "SELECT 1;\nSELECT 1 / " + random.nextInt(3) + ";\n";
        };
    }

    private String outside(String name, String text) {
        project.write(name + ".conf", "executeInTransaction=false");
        return text;
    }
}
