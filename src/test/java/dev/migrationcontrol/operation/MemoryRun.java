package dev.migrationcontrol.operation;

import dev.migrationcontrol.control.ControlContact;
import dev.migrationcontrol.operation.state.Deaths;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Attempts at an operation whose plan is kept in memory; everything else of them is the real thing. */
public final class MemoryRun implements OperationRun.Storage {
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final UUID id = UUID.randomUUID();
    final List<PlannedStep> plan = new ArrayList<>();
    boolean overtaken;
    Optional<Failure> tooOften = Optional.empty();
    int asked;

    /** The attempt that begins the operation. */
    public OperationRun first() {
        return attempt(1, OperationState.QUEUED, List.of());
    }

    /** The attempt after one whose replica died, and lost what it had not written yet. */
    public OperationRun afterDeath() {
        return attempt(2, OperationState.RUNNING, pending());
    }

    /** The attempt after one that was handed over, with all that it had written. */
    public OperationRun afterHandOver(OperationRun before) {
        return attempt(before.attempt() + 1, OperationState.QUEUED, before.steps());
    }

    /** From now on replicas have died too often at any step. */
    public void diedTooOften() {
        tooOften = Optional.of(Deaths.atStep("it", 2));
    }

    /** The events of an attempt since this was asked last. */
    public static List<Event> events(OperationRun run) {
        OperationRun.Changes changes = run.takeChanges();
        return changes == null ? List.of() : changes.events().events();
    }

    private List<Step> pending() {
        return plan.stream().map(PlannedStep::pending).toList();
    }

    private OperationRun attempt(int number, OperationState state, List<Step> steps) {
        Operation claimed = new Operation(
                id,
                "UPGRADE",
                "billing",
                state,
                "test",
                null,
                Map.of(),
                NOON.minusSeconds(60),
                number == 1 ? null : NOON.minusSeconds(30),
                null,
                number - 1,
                null,
                steps,
                null,
                null,
                null,
                Operation.Links.of(id));
        ControlContact contact = new ControlContact(Duration.ofMinutes(5), Duration.ofSeconds(5));
        return new OperationRun(claimed, plan, Clock.fixed(NOON, ZoneOffset.UTC), contact, this);
    }

    static List<PlannedStep> steps(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new PlannedStep(
                        Integer.toString(i), "step", "V" + i + "__step.sql", Step.Direction.UP, i, 1000 + i, 0))
                .toList();
    }

    @Override
    public boolean plan(List<PlannedStep> steps) {
        if (!overtaken) {
            plan.addAll(steps);
        }
        return !overtaken;
    }

    @Override
    public boolean outsideStatement(int position, int statement) {
        if (!overtaken) {
            plan.set(position, plan.get(position).atOutsideStatement(statement));
        }
        return !overtaken;
    }

    @Override
    public Optional<Failure> resumesAt(int position, String script) {
        asked++;
        return tooOften;
    }
}
