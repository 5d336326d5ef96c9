package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationcontrol.environment.Misconfiguration;
import dev.migrationcontrol.environment.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationSettingsTest {
    @Test
    void theDefaultsAreGood() {
        assertThatCode(() -> OperationSettings.require(Settings.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "threads, 0, 1",
        "deaths-at-step, 0, 1",
        "heartbeat, 99ms, 100ms",
        "event-retention, 59m, 1h",
        "retention-interval, 999ms, 1s",
        "retention, 29d, 30d",
    })
    void aSettingThatCannotBeMeantIsRefusedAndTheLeastOneIsNot(String name, String wrong, String least) {
        StartRefused refused =
                catchThrowableOfType(StartRefused.class, () -> OperationSettings.require(Settings.of(name, wrong)));
        assertThat(refused.reasons())
                .extracting(Misconfiguration::variable)
                .containsExactly("migration-control.operations." + name);
        assertThatCode(() -> OperationSettings.require(Settings.of(name, least)))
                .doesNotThrowAnyException();
    }

    @Test
    void operationsAreKeptForADayHoweverShortTheirEventsAre() {
        StartRefused refused = catchThrowableOfType(
                StartRefused.class,
                () -> OperationSettings.require(Settings.of("event-retention", "1h", "retention", "23h")));
        assertThat(refused.reasons()).extracting(Misconfiguration::instead).containsExactly("write PT24H or more");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        StartRefused refused = catchThrowableOfType(
                StartRefused.class,
                () -> OperationSettings.require(Settings.of("threads", "-1", "heartbeat", "0s", "retention", "1m")));
        assertThat(refused.reasons())
                .extracting(Misconfiguration::variable)
                .containsExactly(
                        "migration-control.operations.threads",
                        "migration-control.operations.heartbeat",
                        "migration-control.operations.retention",
                        "migration-control.operations.retention");
    }
}
