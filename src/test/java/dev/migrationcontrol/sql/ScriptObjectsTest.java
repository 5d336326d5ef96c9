package dev.migrationcontrol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.sql.ScriptObjects.Action;
import dev.migrationcontrol.sql.ScriptObjects.Change;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptObjectsTest {
    private static String changes(String sql) {
        return objects(sql).changes().stream()
                .map(each -> each.action().name().toLowerCase(java.util.Locale.ROOT) + " " + each.kind() + " "
                        + (each.table().isEmpty() ? "" : each.table() + "/") + each.name()
                        + (each.to().isEmpty() ? "" : " to " + each.to()))
                .collect(Collectors.joining(", "));
    }

    private static ScriptObjects objects(String sql) {
        return ScriptObjects.of(ReadScript.of(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "CREATE TABLE S.T (Id int, \"B c\" text, PRIMARY KEY (id)) | created table s.t, created column s.t/id, created column s.t/B c",
                "CREATE TABLE t (a numeric(1, 2) CHECK (a IN (1, 2)), LIKE u, b int[]) | created table t, created column t/a, created column t/b",
                "CREATE TABLE t (a, b) AS SELECT 1, 2 | created table t, created column t/a, created column t/b",
                "CREATE TABLE t PARTITION OF p (CHECK (a > 0)) DEFAULT | created table t",
                "CREATE TABLE t (a int | created table t, created column t/a",
                "CREATE TABLE t ( | created table t",
                "CREATE TABLE t (); ALTER TABLE t RENAME TO u; ALTER TABLE u SET SCHEMA s | created table t, renamed table t to u, moved table u to s",
                "ALTER TABLE t RENAME a TO \"B\"; ALTER TABLE t RENAME CONSTRAINT c TO d | renamed column t/a to B, renamed constraint t/c to d",
                "CREATE INDEX i ON s.t (a); DROP INDEX i; CREATE INDEX ON t (a) | created index s.t/i, dropped index i, created index t/",
                "CREATE TEMP TABLE t (a int); CREATE INDEX i ON t (a); ALTER TABLE t ADD b int; DROP TABLE t | ''",
                "CREATE TABLE pg_temp.t (a int); CREATE INDEX ON pg_temp.t (a) | ''",
                "CREATE ROLE r; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r; DROP OWNED BY r; ALTER SYSTEM SET a = 1 | ''",
                "INSERT INTO t VALUES (1); TRUNCATE t; SELECT 1 | ''",
                "ALTER TABLE t ALTER a SET NOT NULL; ALTER TABLE t ALTER a DROP NOT NULL | changed column t/a",
                "DO $$ DECLARE n int; BEGIN SELECT 1 INTO n; ALTER TABLE t ADD a int; END $$ | created column t/a",
                "CREATE SCHEMA s CREATE TABLE t (a int) GRANT SELECT ON TABLE t TO r CREATE UNLOGGED TABLE u (b int)"
                        + " | created schema s, created table s.t, created column s.t/a, created table s.u, created column s.u/b"
            })
    void listsWhatAScriptDoesToItsObjects(String sql, String changes) {
        assertThat(changes(sql)).isEqualTo(changes.replace("''", ""));
    }

    @Test
    void saysTheLineAndCountsWhatCannotBeSeen() {
        ScriptObjects objects =
                objects("CREATE VIEW v AS SELECT 1;\n\nDO $$ BEGIN EXECUTE 'DROP VIEW v'; END $$;\nCALL p();"
                        + "DO $$ BEGIN DELETE FROM t; END $$;");
        assertThat(objects.changes()).containsExactly(new Change(Action.CREATED, "view", "v", "", "", 1));
        assertThat(objects.unseen()).isEqualTo(2);
        assertThat(objects.of("view")).hasSize(1);
        assertThat(objects.of("table")).isEmpty();
    }

    @Test
    void doesNotLookIntoABlockLongerThanAnyByHand() {
        String block = "DO $$ BEGIN CREATE TABLE t (a int); /* " + "a".repeat(1 << 20) + " */ END $$";
        assertThat(objects(block).changes()).isEmpty();
        assertThat(objects(block).unseen()).isEqualTo(1);
    }

    @Test
    void keepsNoMoreThanFitsAReport() {
        String columns =
                IntStream.range(0, 5000).mapToObj(i -> "c" + i + " int").collect(Collectors.joining(", "));
        ScriptObjects objects = objects("CREATE TABLE t (" + columns + ");" + "DROP TABLE t;".repeat(3));
        assertThat(objects.changes()).hasSize(2000);
        assertThat(objects.leftOut()).isEqualTo(3004);
    }
}
