package dev.migrationcontrol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectTest {
    private static String effects(String sql) {
        return Effect.of(Statement.of(sql, 1)).stream()
                .map(effect -> (effect.verb().name().toLowerCase(Locale.ROOT) + " " + effect.kind() + " "
                                + effect.name() + (effect.on().isEmpty() ? "" : " on " + effect.on()))
                        .replace("  ", " ")
                        .strip())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "CREATE TABLE IF NOT EXISTS public.\"T\" (i int) | creates table T",
                "create unlogged table a . b (i int) | creates table a.b",
                "CREATE TABLE a AS SELECT 1 | creates table a",
                "CREATE TABLE `a` (i int) | creates table a",
                "CREATE TABLE /* b */ a -- c | creates table a",
                "CREATE FOREIGN TABLE f (i int) SERVER s | creates table f",
                "CREATE GLOBAL TEMPORARY TABLE t (i int) | other TEMPORARY t",
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY s.t (a) | creates index i on s.t",
                "CREATE INDEX ON t (a) | creates index on t",
                "CREATE TRIGGER g AFTER INSERT OR UPDATE OF a ON t EXECUTE FUNCTION f() | creates trigger g on t",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DROP TABLE b) | creates rule r on t",
                "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END | creates function f",
                "CREATE USER MAPPING FOR u SERVER s | creates user mapping",
                "CREATE OPERATOR CLASS c FOR TYPE int USING btree AS STORAGE int | creates operator class c",
                "CREATE CAST (a AS b) WITHOUT FUNCTION | creates cast",
                "CREATE SCHEMA AUTHORIZATION u | creates schema u",
                "CREATE SCHEMA s CREATE TABLE a (i int) CREATE VIEW v AS SELECT 1 | creates schema s, creates table s.a, creates view s.v",
                "CREATE TABLE {{name}} (i int) | creates table",
                "SELECT 1 INTO a FROM b | creates table a",
                "SELECT 1 INTO TEMP a | other TEMPORARY a",
                "DROP TABLE IF EXISTS a, s.b CASCADE | drops table a, drops table s.b",
                "DROP FUNCTION f(int, text), g | drops function f, drops function g",
                "DROP TRIGGER g ON t | drops trigger g on t",
                "DROP MATERIALIZED VIEW v | drops materialized view v",
                "DROP OWNED BY a, b | drops objects owned by a, drops objects owned by b",
                "ALTER TABLE ONLY t ADD a int DEFAULT f(1, 2), DROP COLUMN IF EXISTS b, ALTER c SET NOT NULL | creates column a on t, drops column b on t, alters column c on t",
                "ALTER TABLE t ADD CONSTRAINT c CHECK (a IN (1, 2)), ADD PRIMARY KEY (a) | creates constraint c on t, creates constraint on t",
                "ALTER TABLE t RENAME TO u | renames table t",
                "ALTER TABLE t RENAME a TO b | renames column a on t",
                "ALTER TABLE t RENAME CONSTRAINT a TO b | renames constraint a on t",
                "ALTER TABLE t ADD exclude int, ADD EXCLUDE USING gist (a WITH &&) | creates column exclude on t, creates constraint on t",
                "ALTER TABLE p DETACH PARTITION s.q CONCURRENTLY | alters table p, alters table s.q",
                "ALTER INDEX i ATTACH PARTITION j | alters index i, alters index j",
                "ALTER TRIGGER g ON s.t RENAME TO h | renames trigger g on s.t",
                "ALTER OPERATOR FAMILY f USING btree RENAME TO g | renames operator family f",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO u | alters default privileges",
                "ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b | alters table",
                "CREATE OPERATOR s.<!> (leftarg = int, function = f) | creates operator s.<!>",
                "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f() | creates event trigger e",
                "DROP PROCEDURAL LANGUAGE l | drops language l",
                "CREATE TABLE U&\"d!0061ta\" UESCAPE '!' (i int) | creates table data",
                "EXPLAIN (ANALYZE) CREATE TABLE a AS SELECT 1 | creates table a",
                "EXPLAIN ANALYZE VERBOSE DELETE FROM a | writes rows a",
                "EXPLAIN DELETE FROM a | other EXPLAIN",
                "EXPLAIN (ANALYZE off, COSTS off) DELETE FROM a | other EXPLAIN",
                "TRUNCATE TABLE ONLY a, b * RESTART IDENTITY | writes rows a, writes rows b",
                "ALTER TABLE t ALTER a SET DEFAULT 'x, DROP b' | alters column a on t",
                "ALTER TYPE e ADD VALUE 'a' | alters type e",
                "ALTER TABLE t SET SCHEMA s | moves table t",
                "ALTER FUNCTION f(int) RENAME TO g | renames function f",
                "ALTER VIEW v RENAME COLUMN a TO b | alters view v",
                "INSERT INTO t VALUES ('DROP TABLE a') | writes rows t",
                "UPDATE ONLY s.t SET a = 1 | writes rows s.t",
                "MERGE INTO t USING s ON true WHEN NOT MATCHED THEN INSERT VALUES (1) | writes rows t",
                "WITH x AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM x | writes rows a, writes rows b",
                "INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1 | writes rows t",
                "SELECT 1 FROM t FOR UPDATE | other SELECT",
                "TRUNCATE a, b | writes rows a, writes rows b",
                "COPY t (a) FROM STDIN | writes rows t",
                "COPY t TO STDOUT | other COPY",
                "DO $$ BEGIN UPDATE a SET b = 'create'; -- drop a\\nEND $$ | other BLOCK",
                "DO $$ BEGIN EXECUTE 'CREATE TABLE a ()'; END $$ | other DO",
                "DO | other DO",
                "'' | other"
            })
    void saysWhatAStatementDoes(String sql, String effects) {
        assertThat(effects(sql.replace("\\n", "\n"))).isEqualTo(effects);
    }

    @Test
    void foldsNamesAsTheServerDoes() {
        assertThat(Effect.of(Statement.of("CREATE TABLE Public.\"A b\" ()", 1)))
                .extracting(Effect::folded)
                .containsExactly("public.A b");
        assertThat(folded("CREATE TABLE Ä.Été ()")).isEqualTo("Ä.Été");
        assertThat(folded("CREATE TABLE \"a.b\".\"c\"\"d\" ()")).isEqualTo("\"a.b\".\"c\"\"d\"");
        assertThat(folded("CREATE TABLE u&\"\\0061\\\\\\+01F600\" ()")).isEqualTo("a\\\uD83D\uDE00");
        assertThat(folded("CREATE TABLE u&\"\\00\" ()")).isEqualTo("\\00");
        assertThat(folded("CREATE TABLE A" + "b".repeat(80) + " ()")).isEqualTo("a" + "b".repeat(62));
        assertThat(folded("CREATE TABLE \"" + "\uD83D\uDE00".repeat(20) + "\" ()"))
                .isEqualTo("\uD83D\uDE00".repeat(15));
    }

    private static String folded(String sql) {
        return Effect.of(Statement.of(sql, 1)).get(0).folded();
    }
}
