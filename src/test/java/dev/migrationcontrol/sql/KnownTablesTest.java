package dev.migrationcontrol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A column is missing only where that is sure. */
class KnownTablesTest {
    private static final String MADE = """
            CREATE TABLE shop (id int PRIMARY KEY, name text, CONSTRAINT named CHECK (name <> ''));
            CREATE TABLE public.owner (id int, shop int REFERENCES shop, UNIQUE (id, shop)) PARTITION BY RANGE (id);
            ALTER TABLE shop ADD COLUMN IF NOT EXISTS added int, ADD more numeric(10, 2);
            ALTER TABLE shop RENAME name TO title;
            ALTER TABLE owner DROP COLUMN IF EXISTS shop;
            """;

    private static List<String> missing(String made, String sql) {
        KnownTables tables = new KnownTables();
        ReadScript.of(made).statements().forEach(each -> tables.follow(each, true));
        return ReadScript.of(sql).statements().stream()
                .flatMap(each -> tables.missing(each).stream())
                .map(each -> each.table() + "." + each.column())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT gone FROM shop $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE SQL AS 'SELECT max(s.gone) FROM public.shop AS s'",
                "CREATE OR REPLACE FUNCTION f(n int) RETURNS int AS $$ SELECT id FROM shop WHERE gone > n $$ LANGUAGE sql",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 FROM owner o JOIN shop s ON s.gone = o.id $$",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ INSERT INTO shop (id, gone) VALUES (1, 2) $$",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ UPDATE shop SET gone = 1 WHERE id = 2 $$",
                "CREATE VIEW v AS SELECT shop.id, shop.gone AS g FROM shop",
                "CREATE VIEW v AS SELECT id, count(*) AS n FROM shop GROUP BY id ORDER BY gone",
                "CREATE INDEX i ON shop USING btree (id, gone DESC)",
                "CREATE UNIQUE INDEX i ON shop (lower(title), gone)",
                "ALTER TABLE shop DROP COLUMN gone",
                "ALTER TABLE ONLY shop ALTER gone SET NOT NULL",
                "ALTER TABLE shop RENAME gone TO here",
                "COMMENT ON COLUMN public.shop.gone IS 'x'",
                "INSERT INTO shop (gone) SELECT 1",
                "UPDATE shop SET gone = 1"
            })
    void aColumnThatNothingMadeIsMissing(String sql) {
        assertThat(missing(MADE, sql)).containsExactly("shop.gone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION f(gone int) RETURNS int LANGUAGE sql AS $$ SELECT gone FROM shop $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT gone FROM shop); END $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ WITH shop AS (SELECT 1 AS gone) SELECT shop.gone FROM shop $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT s.gone FROM shop x JOIN (SELECT 1 AS gone) s ON true $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT id AS gone FROM shop ORDER BY gone $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT count(*) gone FROM shop ORDER BY gone $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT extract(year FROM now())::int FROM shop $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT title::varchar::int FROM shop $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT id FROM shop WHERE shop IS NOT NULL $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT id FROM shop WHERE now() > date '2020-01-01' $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT g.n FROM shop, generate_series(1, 2) AS g (n) $$",
                "CREATE VIEW v AS SELECT s.id, s.title, s.more, s.added, s.ctid FROM shop s",
                "CREATE VIEW v AS SELECT cast(id AS bigint), title COLLATE \"C\" FROM shop",
                "CREATE VIEW v AS SELECT a.gone FROM elsewhere a",
                "CREATE VIEW v AS SELECT CASE WHEN id = 1 THEN title ELSE 'x' END kind FROM shop ORDER BY kind",
                "CREATE VIEW v AS SELECT id FROM shop s WHERE EXISTS (SELECT FROM elsewhere s WHERE s.gone = 1)",
                "CREATE INDEX i ON shop ((id + 1), lower(title), title text_pattern_ops)",
                "ALTER TABLE shop DROP COLUMN IF EXISTS gone",
                "ALTER TABLE shop ADD gone int, ALTER gone SET DEFAULT 1",
                "ALTER TABLE shop DROP CONSTRAINT gone",
                "ALTER TABLE shop RENAME TO gone",
                "ALTER TABLE shop RENAME CONSTRAINT gone TO x",
                "INSERT INTO shop SELECT gone FROM elsewhere",
                "INSERT INTO shop AS s (id, title) VALUES (1, 'gone') ON CONFLICT (id) DO UPDATE SET title = excluded.title",
                "UPDATE shop SET (id, title) = (1, 'x') FROM owner WHERE gone = 1"
            })
    void whatIsOrMayBeThereIsNot(String sql) {
        assertThat(missing(MADE, sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN EXECUTE 'ALTER TABLE shop ADD gone int'; END $$",
                "DO $$ BEGIN IF true THEN ALTER TABLE shop ADD COLUMN gone int; END IF; END $$",
                "CREATE FUNCTION add() RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$; SELECT add()",
                "CALL widen()",
                "CREATE TABLE other.shop (gone int)",
                "DROP TABLE shop; CREATE TABLE shop (LIKE elsewhere)",
                "DROP TABLE shop; CREATE TABLE shop () INHERITS (elsewhere)",
                "DROP TABLE shop; CREATE TABLE shop PARTITION OF owner FOR VALUES FROM (1) TO (2)",
                "DROP TABLE shop; CREATE TABLE shop AS SELECT 1 AS gone",
                "DROP TABLE shop; SELECT 1 AS gone INTO shop",
                "CREATE FUNCTION gone(shop) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "ALTER TABLE shop RENAME TO old; CREATE VIEW shop AS SELECT 1 AS gone",
                "CREATE TEMP TABLE shop (gone int)"
            })
    void nothingIsSaidOfATableThatMayHaveChanged(String change) {
        assertThat(missing(MADE + change, "CREATE VIEW v AS SELECT shop.gone FROM shop"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET check_function_bodies = off;", "SET check_function_bodies TO false;"})
    void bodiesThatTheServerDoesNotReadAreNotJudged(String setting) {
        assertThat(missing(
                        MADE + setting, "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT gone FROM shop $$"))
                .isEmpty();
    }
}
