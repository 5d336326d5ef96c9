package dev.migrationcontrol.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.TestRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostSessionRulesTest {
    private final LostSessions losses = new LostSessions();

    @ParameterizedTest
    @CsvSource({"57P01, 2", "08006, 3", "57P02, 3"})
    void aStatementThatEndsItsSessionAgainAndAgainIsWhatFails(String sqlState, int times) {
        for (int i = 1; i < times; i++) {
            assertThat(lost(4, 2, sqlState).reason()).isEqualTo(Reason.UNREACHABLE);
        }
        RunFailure last = lost(4, 2, sqlState);
        assertThat(last.reason()).isEqualTo(Reason.CHECK_FAILED);
        assertThat(last.mayPass()).isFalse();
        assertThat(last.message()).startsWith("The session ended " + times + " times at statement 2");
    }

    @Test
    void whatIsLostElsewhereInBetweenBeginsTheCountAnew() {
        for (int i = 0; i < 5; i++) {
            assertThat(lost(4, 2, "08006").reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(lost(4, 2, "08006").reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(lost(4, i % 2 == 0 ? 3 : 1, "08006").reason()).isEqualTo(Reason.UNREACHABLE);
        }
        assertThat(lost(4, 2, "08006").reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(lost(5, 2, "08006").reason()).as("another step").isEqualTo(Reason.UNREACHABLE);
        assertThat(lost(4, 2, "08006").reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void anythingElseNeitherCountsNorIsChanged() {
        assertThat(lost(4, 2, "57P01").reason()).isEqualTo(Reason.UNREACHABLE);
        RunFailure failed = TestRunner.failure(Reason.STATEMENT_FAILED, 2, 1, "57P01", null);
        assertThat(losses.judged(failed, 4)).isSameAs(failed);
        RunFailure between = TestRunner.failure(Reason.UNREACHABLE, 2, 1, "57P01", null);
        assertThat(losses.judged(between, -1)).as("between the steps").isSameAs(between);
        RunFailure noStatement = TestRunner.failure(Reason.UNREACHABLE, 0, 0, "57P01", null);
        assertThat(losses.judged(noStatement, 4)).isSameAs(noStatement);
        RunFailure noServer = new RunFailure(Reason.UNREACHABLE, "no connection");
        assertThat(losses.judged(noServer, 4)).isSameAs(noServer);
        assertThat(lost(4, 2, "57P01").reason()).isEqualTo(Reason.CHECK_FAILED);
    }

    private RunFailure lost(int step, int statement, String sqlState) {
        return losses.judged(TestRunner.failure(Reason.UNREACHABLE, statement, 1, sqlState, null), step);
    }
}
