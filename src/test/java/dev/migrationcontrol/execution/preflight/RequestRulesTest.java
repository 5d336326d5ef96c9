package dev.migrationcontrol.execution.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.execution.Targets;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.IgnoredFile;
import dev.migrationcontrol.script.Scripts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may ask for itself, and what an answer says of files that nobody asked for. */
class RequestRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S", "PT0.0009S", "PT24H0.001S", "P365000D"})
    void limitsThatAreNoneAreRefusedInEitherField(String wrong) {
        Duration duration = Duration.parse(wrong);
        assertThatThrownBy(() -> new SessionLimits(duration, null))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("PT24H");
        assertThatThrownBy(() -> new SessionLimits(null, duration)).isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.001S", "PT24H"})
    void theShortestAndTheLongestLimitAreTaken(String limit) {
        Duration duration = Duration.parse(limit);
        assertThatCode(() -> new SessionLimits(duration, duration)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "false, none, true",
                "false, billing, true",
                "false, shop, false",
                "false, Billing, false",
                "true, none, false",
                "true, billing, true",
                "true, shop, false",
                "true, 'billing ', false",
            })
    void aProtectedEnvironmentIsNamedAgainAndNoOtherIsEverNamed(
            boolean isProtected, @Nullable String confirm, boolean accepted) {
        var environment = Targets.environment("billing", isProtected);
        if (accepted) {
            assertThatCode(() -> ConfirmationRequired.check(environment, confirm))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> ConfirmationRequired.check(environment, confirm))
                    .isInstanceOf(ConfirmationRequired.class)
                    .hasMessageContaining("\"confirm\":\"billing\"");
        }
    }

    @Test
    void filesThatWerePassedOverAreNamedNextToWhateverElseAnOutcomeSays() {
        Failure failure = Failure.of("statement-failed", "it failed", null);
        Outcome succeeded = IgnoredFiles.namedIn(new Outcome.Succeeded(Map.of("remarks", List.of("r"))), ignored());
        assertThat(succeeded.result()).containsKeys("remarks", "ignoredFiles");
        assertThat(IgnoredFiles.namedIn(Outcome.done(), ignored()).result())
                .containsEntry(
                        "ignoredFiles",
                        List.of(Map.of("script", "v1__a.sql", "detail", "lower case"), Map.of("detail", "and 7 more")));
        Outcome failed = IgnoredFiles.namedIn(new Outcome.Failed(failure), ignored());
        assertThat(failed.failure()).isEqualTo(failure);
        assertThat(failed.result()).containsOnlyKeys("ignoredFiles");
    }

    @Test
    void anOutcomeThatSaysNothingOfFilesStaysAsItIs() {
        for (Outcome outcome : List.of(
                new Outcome.Cancelled(Failure.of("cancelled", "c", null)),
                new Outcome.Interrupted(Failure.of("interrupted", "i", null)),
                new Outcome.HandedOver())) {
            assertThat(IgnoredFiles.namedIn(outcome, ignored())).isSameAs(outcome);
        }
        Outcome done = Outcome.done();
        assertThat(IgnoredFiles.namedIn(done, Scripts.NONE)).isSameAs(done);
    }

    private static Scripts ignored() {
        return new Scripts(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new IgnoredFile("v1__a.sql", "lower case"), new IgnoredFile(null, "and 7 more")),
                "");
    }
}
