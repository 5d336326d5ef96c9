package dev.migrationcontrol.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.TestRunner;
import dev.migrationcontrol.operation.state.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {
    @ParameterizedTest
    @EnumSource
    void reasonsAreSlugs(Reason reason) {
        Failure failure = Failures.of(new RunFailure(reason, "it failed"), null);
        assertThat(failure.reason()).matches("[a-z]+(-[a-z]+)*").hasSameSizeAs(reason.name());
        assertThat(failure)
                .extracting(Failure::step, Failure::statement, Failure::line, Failure::sqlState, Failure::hint)
                .containsOnlyNulls();
    }

    @Test
    void whatTheServerSaidIsKeptWithItsPlace() {
        Failure failure =
                Failures.of(TestRunner.failure(Reason.STATEMENT_FAILED, 3, 17, "42P07", "Drop it first."), "V2__b.sql");
        assertThat(failure)
                .isEqualTo(new Failure(
                        "statement-failed", "V2__b.sql", 3, 17, "42P07", "the server's words", "Drop it first.", null));
    }

    @Test
    void aFailureOutsideOfAStatementHasNoNumbers() {
        Failure failure = Failures.of(TestRunner.failure(Reason.UNREACHABLE, 0, 0, "08006", null), null);
        assertThat(failure.statement()).isNull();
        assertThat(failure.line()).isNull();
        assertThat(failure.sqlState()).isEqualTo("08006");
    }

    /** Our advice on locks is better than any of the server; on privileges the server's own words go before ours. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "55P03 | none | longer lockTimeout",
                "55P03 | the server's hint | longer lockTimeout",
                "42501 | none | GRANT CREATE ON SCHEMA",
                "42501 | the server's hint | the server's hint",
                "42P01 | the server's hint | the server's hint",
                "none | the server's hint | the server's hint",
            })
    void theHintSaysWhatToDo(String sqlState, String serversHint, String hint) {
        Failure failure =
                Failures.of(TestRunner.failure(Reason.STATEMENT_FAILED, 1, 1, sqlState, serversHint), "V1__a.sql");
        assertThat(failure.hint()).contains(hint);
    }
}
