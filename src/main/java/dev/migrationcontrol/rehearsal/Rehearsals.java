package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.SessionListener;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.RehearsalPlace;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.WorkSession;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Runs plans once on scratch databases, and measures what each statement does. */
@Singleton
public final class Rehearsals {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final RehearsalServers servers;
    private final RehearsalGround ground;
    private final MigrationRunner runner;
    private final DatabaseConnections connections;

    Rehearsals(
            RehearsalServers servers, RehearsalGround ground, MigrationRunner runner, DatabaseConnections connections) {
        this.servers = servers;
        this.ground = ground;
        this.runner = runner;
        this.connections = connections;
    }

    /** How a rehearsal went, and what was measured of the scripts that came to their end. */
    public record Rehearsed(Rehearsal rehearsal, List<ScriptMeasurement> measured) {
        public Rehearsed {
            measured = List.copyOf(measured);
        }
    }

    /**
     * Rehearses a plan. Blocks for as long as its scripts run; the environment itself is only read. Whatever comes of it, no
     * database of it stays but a template.
     *
     * @param begins hears of each script of the history, and of the plan, with its place, before it runs
     * @throws RunFailure only when the work was asked to end
     */
    public Rehearsed rehearse(RehearsalOrder order, BiConsumer<String, Integer> begins) throws RunFailure {
        long began = System.nanoTime();
        List<String> notes = new ArrayList<>();
        try (Interruption unused = Interruption.on(order.stop())) {
            for (RehearsalPlace place : servers.places(order.environment())) {
                try {
                    return at(place, order, begins, notes, began);
                } catch (ScratchUnavailable e) {
                    notes.add(e.message());
                } catch (SQLException e) {
                    order.stop().check();
                    notes.add("The rehearsal ended: " + e.getMessage());
                }
            }
        }
        return notRun(notes, began);
    }

    private Rehearsed at(
            RehearsalPlace place,
            RehearsalOrder order,
            BiConsumer<String, Integer> begins,
            List<String> notes,
            long began)
            throws ScratchUnavailable, SQLException, RunFailure {
        RehearsalServers.Choice choice = servers.at(place, order.environment());
        String reaching = RehearsalGround.reachingBeyond(order);
        if (reaching != null && place != RehearsalPlace.EMBEDDED) {
            notes.add(reaching);
            return notRun(notes, began);
        }
        try (RehearsalGround.Built built = ground.build(choice, order, begins)) {
            notes.addAll(built.notes());
            if (built.failed() != null) {
                return rehearsed(Rehearsal.Outcome.NOT_RUN, built, choice, notes, built.failed(), List.of(), began);
            }
            return run(built, order, choice, begins, notes, began);
        }
    }

    private Rehearsed run(
            RehearsalGround.Built built,
            RehearsalOrder order,
            RehearsalServers.Choice choice,
            BiConsumer<String, Integer> begins,
            List<String> notes,
            long began)
            throws RunFailure {
        List<ScriptMeasurement> measured = new ArrayList<>();
        List<ScriptRun> running = new ArrayList<>();
        try {
            runner.inSession(target(built.environment(), order), session -> {
                session.createHistory();
                MeasuredRun run = new MeasuredRun(session, () -> open(built.environment()), begun -> {
                    begins.accept(begun.script().name(), running.size());
                    running.add(begun);
                });
                for (ScriptRun each : order.runs()) {
                    run.run(each);
                    measured.add(run.done().get(run.done().size() - 1));
                }
                return true;
            });
            return rehearsed(Rehearsal.Outcome.SUCCEEDED, built, choice, notes, null, measured, began);
        } catch (RunFailure e) {
            RehearsalFailures.requireNotStopped(e);
            String script = running.isEmpty()
                    ? null
                    : running.get(running.size() - 1).script().name();
            return rehearsed(
                    Rehearsal.Outcome.FAILED, built, choice, notes, RehearsalFailures.of(script, e), measured, began);
        }
    }

    private static Rehearsed rehearsed(
            Rehearsal.Outcome outcome,
            RehearsalGround.Built built,
            RehearsalServers.Choice choice,
            List<String> notes,
            Rehearsal.@Nullable Failed failed,
            List<ScriptMeasurement> measured,
            long began) {
        return new Rehearsed(
                new Rehearsal(
                        outcome,
                        new Rehearsal.Server(built.version(), choice.place()),
                        built.schemaFrom(),
                        built.template(),
                        built.replayed(),
                        since(began),
                        failed,
                        notes),
                measured);
    }

    private static Rehearsed notRun(List<String> notes, long began) {
        return new Rehearsed(
                new Rehearsal(Rehearsal.Outcome.NOT_RUN, null, null, null, 0, since(began), null, notes), List.of());
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Connection open(Environment scratch) throws SQLException {
        return Interruption.watched(connections.open(
                scratch.database(), "migration-control/rehearsal/watch", WorkSession.with(Map.of()), CONNECT_TIMEOUT));
    }

    private static Target target(Environment scratch, RehearsalOrder order) {
        return new Target(
                scratch,
                order.scripts(),
                order.applicationName(),
                Duration.ofSeconds(10),
                scratch.policy().statementTimeout(),
                order.stop(),
                SessionListener.NONE);
    }
}
