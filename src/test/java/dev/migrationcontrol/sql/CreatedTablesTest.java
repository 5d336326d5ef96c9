package dev.migrationcontrol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatedTablesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "INSERT INTO x VALUES ('--'); CREATE TABLE a (i int); | a",
                "CREATE TABLE e (i int); INSERT INTO x VALUES ('please drop e'); | e",
                "/* /* x */ CREATE TABLE b (i int); */ CREATE TABLE c (i int); | c",
                "CREATE TABLE a (i int); -- DROP TABLE a; | a",
                "CREATE TABLE a (i int); COMMENT ON TABLE a IS 'drop table a'; | a",
                "CREATE TABLE \"A\" (i int); CREATE TABLE S.t (i int); | A,s.t",
                "CREATE TABLE a (i int); CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DROP TABLE a'; SELECT f(); |",
                "CREATE TABLE a (i int); DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'a'); END $$; |",
                "CREATE TABLE a (i int); DO $$ BEGIN UPDATE a SET i = 1; END $$; | a",
                "CREATE TABLE a (i int); SELECT setval('a_i_seq', (SELECT max(i) FROM a)); | a",
                "CREATE TABLE a (i int); CALL archive('a'); |",
                "CREATE TABLE a (i int); ALTER TABLE a RENAME TO b; |",
                "CREATE TABLE a (i int); ALTER TABLE a RENAME i TO j; | a",
                "CREATE TABLE a (i int); DROP SCHEMA s CASCADE; |",
                "CREATE TABLE a (i int); DO $$ BEGIN DROP SCHEMA s CASCADE; END $$; |",
                "CREATE TABLE a (i int); DROP TABLE b, a; |",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE a (i int); END $$; |"
            })
    void knowsWhatIsThereInTheEnd(String script, String tables) {
        List<Statement> statements = ScriptOutline.of(script);
        CreatedTables created = new CreatedTables();
        created.follow(statements);
        assertThat(created.lasting(statements))
                .extracting(Effect::folded)
                .containsExactly(tables == null ? new String[0] : tables.split(","));
    }
}
