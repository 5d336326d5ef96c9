package dev.migrationcontrol.planner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptEffectTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \r\n\t",
                "\uFEFF",
                "-- DROP TABLE a;",
                "/* DROP TABLE a; /* nested */ DROP TABLE b; */",
                ";;; ;",
                "BEGIN;\nCOMMIT;",
                "START TRANSACTION; END",
                "begin work; rollback work;",
                "SET search_path = a;",
                "/* open",
                "\\restrict x\n-- nothing\n",
            })
    void isNothing(String sql) {
        assertThat(ScriptEffect.of(sql).isNothing()).isTrue();
        assertThat(ScriptEffect.of(sql).changesSchema()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE a",
                "-- why\nDROP TABLE a;",
                "/* a */ DROP TABLE a",
                "BEGIN; DROP TABLE a; COMMIT;",
                "SELECT '/*'; ALTER TABLE a DROP b; SELECT '*/';",
                "SELECT E'\\'--'; DROP TABLE a;",
                "SELECT $x$ -- $x$; DROP TABLE a;",
                "DO $$ BEGIN END $$",
            })
    void changesTheSchema(String sql) {
        assertThat(ScriptEffect.of(sql).isNothing()).isFalse();
        assertThat(ScriptEffect.of(sql).changesSchema()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO a VALUES ('; DROP TABLE a;');",
                "UPDATE a SET b = $$; DROP TABLE a;$$",
                "COPY a FROM stdin;\nDROP TABLE; a\n\\.\nDELETE FROM b;",
                "SELECT setval('a', 1)",
                "SELECT 1;",
            })
    void changesRows(String sql) {
        assertThat(ScriptEffect.of(sql).isNothing()).isFalse();
        assertThat(ScriptEffect.of(sql).changesSchema()).isFalse();
    }

    @Test
    void readsLongTextsWithoutRecursion() {
        String sql =
                "SELECT '" + "''".repeat(200_000) + "', E'" + "\\n".repeat(200_000) + "'; /*" + " * ".repeat(200_000);
        assertThat(ScriptEffect.of(sql).changesSchema()).isFalse();
    }
}
