package dev.migrationcontrol.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingScriptsTest {
    private static final SchemaModels MODELS = new SchemaModels(Pair.CONNECTIONS);
    private static final SchemaCopy COPY = new SchemaCopy(MODELS, Pair.CONNECTIONS);
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
        ClosingScripts.Both both = scripts.write(pair.actual, pair.expected.database(), Hidden.NOTHING);
        assertThat(both.forDatabase().error()).as(both.forDatabase().sql()).isNull();
        assertThat(both.forDatabase().remaining()).as(both.forDatabase().sql()).isEmpty();
        assertThat(both.forScripts().error()).as(both.forScripts().sql()).isNull();
        assertThat(both.forScripts().remaining()).as(both.forScripts().sql()).isEmpty();
        assertThat(both.forScripts().proven()).isTrue();
        assertThat(both.forScripts().sql()).isNotEmpty();
        pair.drop();
    }

    @Test
    void aCopyHoldsTheSameObjectsAndNoRows() throws Exception {
        Pair pair = new Pair();
        try (ScratchDatabase scratch = Pair.scratches().create(pair.actual)) {
            COPY.copy(pair.actual, scratch, Hidden.NOTHING);
            assertThat(Pair.COMPARISON
                            .compareObjects(scratch.database(), pair.actual.database(), Hidden.NOTHING)
                            .list())
                    .isEmpty();
            assertThat(Pair.COMPARISON
                            .compare(
                                    scratch.database(),
                                    pair.actual.database(),
                                    Hidden.NOTHING,
                                    SchemaComparison.Rows.SAME_NUMBER)
                            .list())
                    .containsExactly(new Difference("app.country", "table", "rows", "0", "2"));
        }
        pair.drop();
    }
}
