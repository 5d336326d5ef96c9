package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.control.ControlContact;
import dev.migrationcontrol.operation.OperationStore.Claim;
import dev.migrationcontrol.operation.OperationStore.Contact;
import dev.migrationcontrol.operation.state.Deaths;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.Outcome;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From state to state in the control database; nothing is scheduled, so that no replica of the service takes part. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class OperationStoreTest {
    private static final Failure FAILURE = Failure.of("statement-failed", "it failed", "Mind it.");

    @Inject
    OperationStore store;

    @Inject
    OperationReader reader;

    @Inject
    EventStore events;

    @Inject
    AgroalDataSource control;

    private final UUID id = UUID.randomUUID();
    private final String environment = "nowhere-" + id;

    @Test
    void oneThatWasRunningHasLostItsExecutorAndOneThatWasQueuedHasNot() throws SQLException {
        insert(1, "RUNNING");
        assertThat(claim().deaths()).isEqualTo(new Deaths(1, 1));
        change("begun = true");
        assertThat(claim().deaths()).isEqualTo(new Deaths(2, 1));
        assertThat(store.finish(id, 3, new Outcome.HandedOver(), null)).isTrue();
        Claim afterHandOver = claim();
        assertThat(afterHandOver.deaths()).isEqualTo(new Deaths(2, 1));
        assertThat(afterHandOver.before().attempt()).isEqualTo(3);
        assertThat(afterHandOver.before().state()).isEqualTo(OperationState.QUEUED);
        assertThat(now().attempt()).isEqualTo(4);
        assertThat(now().state()).isEqualTo(OperationState.RUNNING);
    }

    @Test
    void theFirstClaimSetsTheTimeOfBeginningForAllAttempts() throws SQLException {
        insert(0, "QUEUED");
        change("started_at = NULL");
        Claim first = claim();
        assertThat(first.before().startedAt()).isNotNull();
        Claim second = claim();
        assertThat(second.before().startedAt()).isEqualTo(now().startedAt());
        assertThat(Duration.between(first.before().startedAt(), second.before().startedAt()))
                .isLessThan(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "FAILED", "CANCELLED", "INTERRUPTED"})
    void whatHasEndedIsNeitherClaimedNorEndedAgain(OperationState state) throws SQLException {
        insert(1, "RUNNING");
        change("state = '" + state + "', finished_at = now()");
        assertThat(store.claim(id)).isEmpty();
        assertThat(store.finish(id, 1, Outcome.done(), null)).isFalse();
        assertThat(now().state()).isEqualTo(state);
        assertThat(store.claim(UUID.randomUUID())).as("there is none").isEmpty();
    }

    @Test
    void whatWaitsForItsTurnIsNotClaimed() throws SQLException {
        insert(0, "QUEUED");
        change("waiting = true");
        assertThat(store.claim(id)).isEmpty();
    }

    @Test
    void anAttemptThatWasOvertakenEndsNothing() throws SQLException {
        insert(1, "RUNNING");
        claim();
        OperationRun.Changes last = new OperationRun.Changes(
                List.of(), List.of(), new Progress(9, 9, null, null), new EventBuffer.Batch(List.of(), 0));
        assertThat(store.finish(id, 1, new Outcome.Failed(FAILURE), last)).isFalse();
        assertThat(now().state()).isEqualTo(OperationState.RUNNING);
        assertThat(now().progress()).isNull();
        assertThat(store.finish(id, 2, Outcome.done(), last)).isTrue();
        assertThat(now().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(now().progress()).isEqualTo(new Progress(9, 9, null, null));
    }

    @Test
    void eachOutcomeIsRecordedWithWhatItSays() throws SQLException {
        insert(1, "RUNNING");
        store.finish(id, 1, new Outcome.Failed(FAILURE, Map.of("found", 3)), null);
        assertThat(now())
                .returns(OperationState.FAILED, Operation::state)
                .returns(FAILURE, Operation::failure)
                .returns(Map.of("found", 3), Operation::result);
        assertThat(now().finishedAt()).isNotNull();
        assertThat(events.after(id, 0, 10))
                .last()
                .satisfies(event -> assertThat(event.body())
                        .contains("\"state\": \"FAILED\"", "\"attempt\": 1", "statement-failed"));
    }

    @Test
    void oneThatIsHandedOverHasNotEnded() throws SQLException {
        insert(1, "RUNNING");
        assertThat(store.finish(id, 1, new Outcome.HandedOver(), null)).isTrue();
        assertThat(now().state()).isEqualTo(OperationState.QUEUED);
        assertThat(now().finishedAt()).isNull();
        assertThat(events.after(id, 0, 10))
                .last()
                .satisfies(event -> assertThat(event.body()).contains("\"handedOver\": true"));
    }

    @Test
    void anExecutorHearsWhetherItIsStillTheOne() throws SQLException {
        insert(1, "RUNNING");
        OperationRun run = run();
        assertThat(store.contact(List.of(run))).containsExactly(Map.entry(id, Contact.OURS));
        change("cancellation = '{\"requestedAt\":\"2026-01-31T12:00:00Z\",\"requestedBy\":\"x\"}'");
        assertThat(store.contact(List.of(run))).containsEntry(id, Contact.CANCELLED);
        change("attempt = 2");
        assertThat(store.contact(List.of(run))).containsEntry(id, Contact.OVERTAKEN);
        change("attempt = 1, state = 'SUCCEEDED', finished_at = now()");
        assertThat(store.contact(List.of(run))).containsEntry(id, Contact.OVERTAKEN);
        assertThat(store.contact(List.of(new MemoryRun().first())))
                .as("it is gone")
                .containsValue(Contact.OVERTAKEN);
    }

    private void insert(int attempt, String state) throws SQLException {
        BegunOperation.insert(control, id, environment, "{}", List.of());
        change("attempt = " + attempt + ", state = '" + state + "'");
    }

    private void change(String assignments) throws SQLException {
        BegunOperation.execute(control, "UPDATE operation SET " + assignments + " WHERE id = '" + id + "'");
    }

    private Claim claim() {
        return store.claim(id).orElseThrow();
    }

    private Operation now() {
        return reader.find(id).orElseThrow();
    }

    /** The first attempt, as its replica holds it. */
    private OperationRun run() {
        Operation before = new NewOperation(id, "UPGRADE", environment, "test", null, Map.of(), List.of())
                .accepted(Clock.systemUTC().instant());
        ControlContact contact = new ControlContact(Duration.ofSeconds(5), Duration.ofSeconds(5));
        return new OperationRun(before, List.of(), Clock.systemUTC(), contact, new MemoryRun());
    }
}
