package dev.migrationcontrol.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeparsedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "CHECK (a = ANY ((ARRAY['x'::character varying, 'it''s'::bpchar])::text[]))"
                        + " | CHECK (a = ANY (ARRAY[('x'::character varying)::text, ('it''s'::bpchar)::text]))",
                "((ARRAY[E'a\\\\b'::bpchar])::text[]) AND ((ARRAY['b'::bpchar])::text[])"
                        + " | (ARRAY[(E'a\\\\b'::bpchar)::text]) AND (ARRAY[('b'::bpchar)::text])",
                "(ARRAY['x'::character varying])::integer[] | (ARRAY['x'::character varying])::integer[]",
                "'(ARRAY[''x''::bpchar])::text[]' | '(ARRAY[''x''::bpchar])::text[]'",
                "(ARRAY['x'::bpchar, b])::text[] | (ARRAY['x'::bpchar, b])::text[]"
            })
    void settlesCastsOfArrays(String text, String settled) {
        assertThat(Deparsed.settled(text)).isEqualTo(settled);
    }

    @Test
    void readsLongLiterals() {
        String literal = "'" + "it''s ".repeat(100_000) + "'::bpchar";
        assertThat(Deparsed.settled("((ARRAY[" + literal + "])::text[])"))
                .isEqualTo("(ARRAY[(" + literal + ")::text])");
    }

    @Test
    void leavesOutOnlyDropsOfColumnsThatAreNotNamed() {
        String comment = "COMMENT ON TABLE s.t IS '" + "it''s ".repeat(100_000) + "ALTER TABLE s.t DROP COLUMN a;';";
        String script =
                comment + "\n\nALTER TABLE ONLY s.t\n\tDROP COLUMN a;\n\nALTER TABLE s.t\n\tDROP COLUMN \"B\";\n\n"
                        + "ALTER TABLE s.t\n\tADD COLUMN c int;";
        assertThat(new Droppable(Set.of("s.t.B")).withoutColumns(script))
                .isEqualTo(
                        comment + "\n\nALTER TABLE s.t\n\tDROP COLUMN \"B\";\n\nALTER TABLE s.t\n\tADD COLUMN c int;");
    }
}
