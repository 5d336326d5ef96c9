package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.engine.StopSignal.Why;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunningOperationsTest {
    private final RunningOperations running = new RunningOperations();
    private final OperationRun run = new MemoryRun().first();

    @Test
    void aNodeThatStopsStopsWhatItExecutesAndWhatItTakesUpNow() {
        running.add(run);
        assertThat(running.isStopping()).isFalse();
        running.stopAll(Why.DRAINING);
        assertThat(run.stop().why()).isEqualTo(Why.DRAINING);
        OperationRun late = new MemoryRun().first();
        running.add(late);
        assertThat(late.stop().why()).isEqualTo(Why.DRAINING);
        running.stopAll(Why.HANDED_OVER);
        assertThat(running.all()).hasSize(2).allMatch(each -> each.stop().why() == Why.HANDED_OVER);
    }

    @Test
    void onlyWhatIsExecutedHereIsCancelledHere() {
        running.add(run);
        running.cancel(UUID.randomUUID());
        assertThat(run.stop().why()).isNull();
        running.cancel(run.operation().id());
        assertThat(run.stop().isCancelled()).isTrue();
    }

    /** The same operation may come back to this replica while its earlier attempt is still on its way out. */
    @Test
    void anEarlierAttemptDoesNotTakeALaterOneWithIt() {
        OperationRun later =
                new OperationRun(run.operation(), List.of(), Clock.systemUTC(), run.contact(), new MemoryRun());
        running.add(run);
        running.add(later);
        running.remove(run);
        assertThat(running.holds(run)).isFalse();
        assertThat(running.holds(later)).isTrue();
        running.remove(later);
        assertThat(running.all()).isEmpty();
    }
}
