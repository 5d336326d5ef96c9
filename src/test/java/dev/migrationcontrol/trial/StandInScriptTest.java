package dev.migrationcontrol.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.sql.ReadScript;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what belongs to an extension is changed, and no statement changes its line or number. */
class StandInScriptTest {
    private static final StandInScript SCRIPT = new StandInScript(Map.of(
            "vector", StandIn.of("vector").orElseThrow(),
            "postgis", StandIn.of("postgis").orElseThrow()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a numeric(10, 2), vector int);",
                "INSERT INTO vector (a) VALUES (1);",
                "CREATE INDEX ON geometry (location);",
                "ALTER TABLE t ADD FOREIGN KEY (g) REFERENCES geometry (id);",
                "SELECT 'vector(3)', \"vector(3)\" FROM t; -- vector(3)",
                "CREATE EXTENSION pg_trgm;",
                "COMMENT ON EXTENSION pg_trgm IS 'vector';",
                "SELECT geometry(a, b);"
            })
    void othersStayAsTheyAre(String sql) {
        assertThat(SCRIPT.of(sql)).isEqualTo(sql);
    }

    @Test
    void modifiersGoEverywhereAndLinesStay() {
        String sql = """
                CREATE EXTENSION
                  vector;
                CREATE TABLE t (a vector(3), b public.halfvec (3)[], c GEOMETRY(MultiPolygonZM,
                  4326), d geography(point), e "vector"(3));
                DO $$ DECLARE v vector(3); BEGIN END $$;
                COMMENT ON EXTENSION vector IS 'x';
                """;
        String changed = SCRIPT.of(sql);
        assertThat(changed).doesNotContain("(3)", "MultiPolygon", "4326", "(point)");
        assertThat(changed.lines().count()).isEqualTo(sql.lines().count());
        assertThat(ReadScript.of(changed).statements()).hasSize(4);
        assertThat(ReadScript.of(changed).statements().get(3).line()).isEqualTo(6);
        assertThat(changed).startsWith("DO ").endsWith("SELECT;\n");
    }

    @Test
    void aSentenceOfTheServerIsOfTheExtensionWhenItNamesWhatThatHas() {
        StandIn vector = StandIn.of("vector").orElseThrow();
        assertThat(vector.isNamedIn(Set.of("hnsw"), false)).isTrue();
        assertThat(vector.isNamedIn(Set.of("vector_l2_ops"), false)).isTrue();
        assertThat(vector.isNamedIn(Set.of("vector_store"), false)).isFalse();
        assertThat(vector.isNamedIn(Set.of("vector"), true)).isFalse();
        assertThat(StandIn.of("postgis").orElseThrow().isNamedIn(Set.of("geometry_columns"), true))
                .isTrue();
        assertThat(StandIn.of("../vector")).isEmpty();
        assertThat(StandIn.of("nowhere")).isEmpty();
    }

    @Test
    void namesOfASentence() {
        assertThat(MissingObjects.names("function create_table(unknown, integer) does not exist"))
                .containsExactly("create_table");
        assertThat(MissingObjects.names("column t.type does not exist")).containsExactly("t", "type");
        assertThat(MissingObjects.names("relation \"index\" does not exist")).containsExactly("index");
        assertThat(MissingObjects.names("access method \"hnsw\" does not exist"))
                .containsExactly("hnsw");
        assertThat(MissingObjects.names("type app.kind does not exist")).containsExactly("app", "kind");
    }
}
