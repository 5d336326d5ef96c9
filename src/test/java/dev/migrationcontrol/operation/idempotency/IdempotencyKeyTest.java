package dev.migrationcontrol.operation.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.problem.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @Test
    void noHeaderIsNoKey() {
        assertThat(IdempotencyKey.parse(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "abc | abc",
                "'  abc\t' | abc",
                "\"abc\" | abc",
                "' \"abc\" ' | abc",
                "\"abc | \"abc",
                "abc\" | abc\"",
                "\"a\"b\" | a\"b",
                "! | !",
                "~ | ~",
            })
    void isReadWithoutSpacesAroundItAndOnePairOfQuotes(String header, String key) {
        assertThat(IdempotencyKey.parse(header)).isEqualTo(new IdempotencyKey(key));
    }

    /** A single quote mark is a key of one character, and two of them are an empty one. */
    @Test
    void aQuoteMarkAloneIsNotTakenForTwo() {
        assertThat(IdempotencyKey.parse("\"")).isEqualTo(new IdempotencyKey("\""));
        assertThatThrownBy(() -> IdempotencyKey.parse("\"\"")).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void mayHave255CharactersAndNoMore() {
        assertThat(IdempotencyKey.parse("\"" + "k".repeat(255) + "\"")).isEqualTo(new IdempotencyKey("k".repeat(255)));
        assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256))).isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a b", "a\nb", "a\u0000b", "ä", "\u007f", "\"a b\""})
    void everythingElseIsRefused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.parse(header))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("visible ASCII");
    }
}
