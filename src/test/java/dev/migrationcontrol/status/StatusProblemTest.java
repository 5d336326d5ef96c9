package dev.migrationcontrol.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.probe.HistoryDefect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusProblemTest {
    @ParameterizedTest
    @EnumSource
    void tellsEveryProblemOfAHistory(HistoryProblem.Kind kind) {
        StatusProblem problem = StatusProblem.of(new HistoryProblem(kind, "1", "V1__a.sql", "detail"));

        assertThat(problem.kind()).hasToString(kind.name());
    }

    @ParameterizedTest
    @EnumSource
    void tellsEveryDefectOfAHistory(HistoryDefect.Kind kind) {
        StatusProblem problem = StatusProblem.of(new HistoryDefect(kind, null, null, "detail"));

        assertThat(problem.kind()).hasToString(kind.name());
    }
}
