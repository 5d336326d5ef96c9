package dev.migrationcontrol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.scratch.ScratchDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingScriptsTest {
    private static final SchemaModels MODELS = new SchemaModels(Pair.CONNECTIONS);
    private static final SchemaCopy COPY = new SchemaCopy(MODELS, Pair.CONNECTIONS);
    private static final String UNSEEN = """
            CREATE PUBLICATION news FOR TABLE app.country (code) WHERE (code > 'a');
            CREATE PUBLICATION rest FOR TABLES IN SCHEMA app WITH (publish = 'insert');
            ALTER TABLE app.country REPLICA IDENTITY FULL;
            ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO pg_monitor;
            ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
            CREATE CONVERSION app.old FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
            COMMENT ON CONVERSION app.old IS 'for imports';
            GRANT CREATE ON SCHEMA public TO pg_monitor;
            COMMENT ON SCHEMA public IS 'of the shop';
            CREATE ACCESS METHOD own TYPE TABLE HANDLER heap_tableam_handler;
            CREATE TYPE app.pair AS (x int, y int);
            CREATE FUNCTION app.less(app.pair, app.pair) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1.x < $2.x';
            CREATE FUNCTION app.cmp(app.pair, app.pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.x - $2.x';
            CREATE OPERATOR app.<<< (LEFTARG = app.pair, RIGHTARG = app.pair, FUNCTION = app.less);
            CREATE OPERATOR CLASS app.by_x FOR TYPE app.pair USING btree AS OPERATOR 1 app.<<<,
                FUNCTION 1 app.cmp(app.pair, app.pair);
            ALTER TABLE app.country OWNER TO pg_monitor;
            ALTER TABLE app.event ADD COLUMN wide text;
            ALTER TABLE app.event ALTER wide SET STORAGE EXTERNAL;
            CREATE FOREIGN DATA WRAPPER w;
            CREATE SERVER elsewhere FOREIGN DATA WRAPPER w OPTIONS (host 'x');
            CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS (user 'reader');
            GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO pg_monitor;
            CREATE PROCEDURE app.nothing() LANGUAGE sql AS '';
            ALTER TABLE app.country ADD CONSTRAINT named CHECK (name <> '') NOT VALID;
            DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET app.zone TO ''''x%%y'''''', current_database()); END'
            """;

    private final ClosingScripts scripts = new ClosingScripts(MODELS, COPY, Pair.COMPARISON, Pair.scratches());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE app.extra (id int PRIMARY KEY, at timestamptz DEFAULT now())",
                "ALTER TABLE public.orders ADD extra int NOT NULL DEFAULT 3",
                "ALTER TABLE public.customer ALTER born TYPE timestamp",
                "ALTER TABLE public.customer ALTER name DROP NOT NULL",
                "DROP INDEX public.orders_by_status",
                "CREATE OR REPLACE FUNCTION public.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n + n'",
                "DROP TRIGGER stamped ON public.orders",
                "GRANT INSERT ON public.orders TO pg_monitor",
                "COMMENT ON COLUMN public.orders.note IS 'of the buyer'",
                "CREATE EXTENSION hstore"
            })
    void closeADifferenceInEitherDirection(String change) throws Exception {
        Pair pair = new Pair().changed(change);
        ClosingScripts.Both both =
                scripts.write(pair.actual, pair.expected.database(), ComparisonScope.NOTHING, all(pair.differences()));
        assertThat(both.forDatabase().error()).as(both.forDatabase().sql()).isNull();
        assertThat(both.forDatabase().remaining()).as(both.forDatabase().sql()).isEmpty();
        assertThat(both.forScripts().error()).as(both.forScripts().sql()).isNull();
        assertThat(both.forScripts().remaining()).as(both.forScripts().sql()).isEmpty();
        assertThat(both.forScripts().proven()).isTrue();
        assertThat(both.forScripts().sql()).isNotEmpty();
        pair.drop();
    }

    /** What the model of the schema does not see is closed statement by statement, all at once and in either direction. */
    @Test
    void closeWhatTheModelDoesNotSee() throws Exception {
        Pair pair = new Pair().changed(UNSEEN);
        SchemaDifferences differences = pair.differences();
        ClosingScripts.Both both =
                scripts.write(pair.actual, pair.expected.database(), ComparisonScope.NOTHING, all(differences));
        for (ClosingScript script : List.of(both.forDatabase(), both.forScripts())) {
            assertThat(script.error()).as(script.sql()).isNull();
            assertThat(script.remaining()).as(script.sql()).isEmpty();
            assertThat(script.proven()).isTrue();
        }
        pair.changed(both.forDatabase().sql());
        assertThat(pair.differences().list()).isEmpty();
        pair.drop();
    }

    @Test
    void whatCannotBeWrittenDownIsLeftToDoByHand() throws Exception {
        Pair pair = new Pair("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
                        + " CREATE TABLE t (code text PRIMARY KEY); INSERT INTO t VALUES ('a'), ('b')")
                .changed("CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'me', password 'geheim');"
                        + " CREATE SERVER more FOREIGN DATA WRAPPER w;"
                        + " CREATE USER MAPPING FOR PUBLIC SERVER more OPTIONS (password 'geheim');"
                        + " DELETE FROM t WHERE code = 'b'");
        ClosingScripts.Both both =
                scripts.write(pair.actual, pair.expected.database(), ComparisonScope.NOTHING, all(pair.differences()));
        assertThat(both.forScripts().sql())
                .contains("CREATE USER MAPPING FOR PUBLIC SERVER s")
                .contains("-- By hand: user mapping public on s, option password (not shown)")
                .contains("-- By hand: table public.t, rows")
                .doesNotContain("geheim");
        assertThat(both.forScripts().proven()).isFalse();
        assertThat(both.forScripts().remaining())
                .containsExactlyInAnyOrder("public on s", "public on more", "public.t");
        assertThat(both.forDatabase().proven()).isFalse();
        pair.drop();
    }

    /** An old version table with a sequence of its own is no part of what is compared, and of no script. */
    @Test
    void leaveTheSequencesOfHiddenTablesAlone() throws Exception {
        Pair pair = new Pair()
                .changed("CREATE TABLE public.numbered (id serial PRIMARY KEY, name text UNIQUE);"
                        + " CREATE TABLE app.extra (id int)");
        ComparisonScope hidden = new ComparisonScope(List.of("public.numbered"), List.of());
        SchemaDifferences differences =
                Pair.COMPARISON.compareObjects(pair.actual.database(), pair.expected.database(), hidden);
        ClosingScripts.Both both = scripts.write(pair.actual, pair.expected.database(), hidden, all(differences));
        assertThat(both.forDatabase().sql()).contains("app.extra").doesNotContain("numbered");
        assertThat(both.forScripts().sql()).contains("app.extra").doesNotContain("numbered");
        assertThat(both.forDatabase().proven()).isTrue();
        assertThat(both.forScripts().proven()).isTrue();
        pair.drop();
    }

    @Test
    void dropNothingThatIsNotNamed() throws Exception {
        Pair pair = new Pair().changed("""
                CREATE TABLE app.extra (id int);
                ALTER TABLE public.orders ADD extra int, ADD "Other one" text;
                CREATE SCHEMA ours CREATE TABLE t (id int);
                CREATE SEQUENCE app.numbers;
                CREATE TYPE app.pair AS (x int);
                CREATE VIEW app.seen AS SELECT 1 AS x;
                CREATE MATERIALIZED VIEW app.kept AS SELECT 1 AS x;
                CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE EXTENSION hstore;
                CREATE INDEX more ON public.orders (note);
                CREATE PUBLICATION news FOR TABLE app.country;
                CREATE TABLE app.event_2027 PARTITION OF app.event FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')""");
        ClosingScripts.Basis basis = new ClosingScripts.Basis(pair.differences(), Droppable.NOTHING);
        ClosingScripts.Both both = scripts.write(pair.actual, pair.expected.database(), ComparisonScope.NOTHING, basis);
        ClosingScripts.Both others =
                scripts.write(pair.expected, pair.actual.database(), ComparisonScope.NOTHING, basis);
        for (ClosingScript script : List.of(both.forDatabase(), others.forScripts())) {
            assertThat(script.error()).as(script.sql()).isNull();
            assertThat(script.sql()).doesNotContainPattern("(?m)^\\s*(?!--).*\\bDROP\\b");
            assertThat(script.proven()).isFalse();
            assertThat(script.remaining())
                    .as(script.sql())
                    .contains("app.extra", "public.orders.extra", "public.orders.\"Other one\"", "ours", "app.numbers")
                    .contains("app.pair", "app.seen", "app.kept", "app.one()", "hstore", "public.more", "news")
                    .contains("app.event_2027")
                    .allSatisfy(object -> assertThat(script.sql()).contains(object));
        }
        assertThat(both.forScripts().sql()).doesNotContainPattern("(?m)^\\s*(?!--).*\\bDROP\\b");
        assertThat(both.forScripts().proven()).as(both.forScripts().sql()).isTrue();
        pair.drop();
    }

    /** A table that is partitioned otherwise can only be made anew. */
    @Test
    void withholdWhatWouldMakeATableAnew() throws Exception {
        Pair pair = new Pair("CREATE TABLE t (id int, at date) PARTITION BY RANGE (at)")
                .changed("DROP TABLE t; CREATE TABLE t (id int, at date) PARTITION BY HASH (id)");
        ClosingScripts.Both both = scripts.write(
                pair.actual,
                pair.expected.database(),
                ComparisonScope.NOTHING,
                new ClosingScripts.Basis(pair.differences(), Droppable.NOTHING));
        for (ClosingScript script : List.of(both.forDatabase(), both.forScripts())) {
            assertThat(script.proven()).isFalse();
            assertThat(script.sql()).startsWith("-- By hand: ").contains("public.t");
            assertThat(script.remaining()).contains("public.t");
        }
        pair.drop();
    }

    /** The test's own databases may lose whatever differs. */
    private static ClosingScripts.Basis all(SchemaDifferences differences) {
        return new ClosingScripts.Basis(
                differences,
                Droppable.of(differences.list().stream()
                        .map(Difference::object)
                        .collect(java.util.stream.Collectors.toSet())));
    }

    @Test
    void aCopyHoldsTheSameObjectsAndNoRows() throws Exception {
        Pair pair = new Pair();
        try (ScratchDatabase scratch = Pair.scratches().create(pair.actual)) {
            COPY.copy(pair.actual, scratch, ComparisonScope.NOTHING);
            assertThat(Pair.COMPARISON
                            .compareObjects(scratch.database(), pair.actual.database(), ComparisonScope.NOTHING)
                            .list())
                    .isEmpty();
            assertThat(Pair.COMPARISON
                            .compare(
                                    scratch.database(),
                                    pair.actual.database(),
                                    ComparisonScope.NOTHING,
                                    SchemaComparison.Rows.SAME_NUMBER)
                            .list())
                    .containsExactly(
                            new Difference("app.country", "table", "rows", "0, without (code)=(de), (code)=(fr)", "2"));
        }
        pair.drop();
    }
}
