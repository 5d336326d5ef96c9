package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.operation.state.PreferredWait;
import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Preferences that we do not know are not ours to judge (RFC 7240, section 2). */
class PreferencesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "awaits=3",
                "wait-for=3",
                "x-wait=soon",
                "waiting",
                "await",
                "respond-async",
                "handling=lenient; wait=7",
                "foo; wait=soon",
                "foo=\"wait=3\"",
                "foo=\"a, wait=soon, b\"",
                "foo=\"\\\", wait=soon\"",
                "return=minimal; wait",
                "=3",
                ",,;=\"",
                "\"wait=3",
                "foo=wait",
                "foo=\"bar\" ; x=\"wait=1, wait=2\"",
                ""
            })
    void unknownOnesAreIgnored(String header) {
        assertThat(PreferredWait.seconds(List.of(header))).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "WAIT=3                      | 3",
                "Wait = \"4\"                | 4",
                "wait=5; strict              | 5",
                "awaits=3, wait=6            | 6",
                "foo=\"wait=1\", wait=7      | 7",
                "wait=8, wait=9              | 8",
                "foo; wait=1 , wait=10       | 10",
                ", ,wait=11                  | 11",
                "wait=400                    | 300"
            })
    void theFirstWaitCounts(String header, int seconds) {
        assertThat(PreferredWait.seconds(List.of(header))).isEqualTo(seconds);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(PreferredWait.seconds(List.of("respond-async", "wait=3", "wait=4")))
                .isEqualTo(3);
        assertThat(PreferredWait.seconds(List.of())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait",
                "wait=",
                "wait=\"\"",
                "wait=soon",
                "wait=-1",
                "awaits=3, wait=1.5",
                "wait; x=3",
                "WAIT=1s"
            })
    void aWaitOfAnotherFormIsRefused(String header) {
        assertThatThrownBy(() -> PreferredWait.seconds(List.of(header))).isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\"", "=", ";", "a", " ", "\\", "a=\"", "a=\"\\", "wait ", "\"a", ";\""})
    void aLongHeaderTakesNoTime(String part) {
        assertThat(PreferredWait.seconds(List.of("x" + part.repeat(200_000 / part.length()))))
                .isZero();
    }
}
