package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.operation.state.Deaths;
import dev.migrationcontrol.operation.state.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeathRulesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 2, true",
        "1, 1, 2, true",
        "2, 2, 2, false",
        "3, 2, 2, false",
        "1, 1, 1, false",
        // Deaths at steps are counted by the steps; here only their sum is bounded.
        "99, 0, 2, true",
        "99, 1, 2, true",
        "100, 0, 2, false",
        "100, 0, 1000, false",
    })
    void isTakenUpAgain(int all, int early, int most, boolean again) {
        assertThat(new Deaths(all, early).tooMany(most).isEmpty()).isEqualTo(again);
    }

    @Test
    void deathsBeforeAnyStepSaySo() {
        assertThat(new Deaths(3, 3).tooMany(3).orElseThrow().message())
                .startsWith("3 replicas died during this operation before a step was begun");
        assertThat(new Deaths(2, 2).tooMany(2).orElseThrow().message()).startsWith("Two replicas died");
        assertThat(new Deaths(100, 1).tooMany(2).orElseThrow().message()).startsWith("100 replicas died");
    }

    @Test
    void deathsAtAStepNameItAndWhatTheHistorySays() {
        Failure failure = Deaths.atStep("V7__big.sql", 2);
        assertThat(failure.reason()).isEqualTo("interrupted");
        assertThat(failure.step()).isEqualTo("V7__big.sql");
        assertThat(failure.message()).startsWith("Two replicas died while V7__big.sql");
        assertThat(failure.effect()).startsWith("V7__big.sql is not in the history");
    }
}
