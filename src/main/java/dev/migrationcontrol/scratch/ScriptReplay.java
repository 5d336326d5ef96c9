package dev.migrationcontrol.scratch;

import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.SessionListener;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Runs scripts on a scratch database, from nothing. */
@ApplicationScoped
public class ScriptReplay {
    private final MigrationRunner runner;

    ScriptReplay(MigrationRunner runner) {
        this.runner = runner;
    }

    /** What is replayed, and how others ask it to end. */
    public record Order(ResolvedScripts scripts, List<Script> inThisOrder, String applicationName, StopSignal stop) {
        public Order {
            inThisOrder = List.copyOf(inThisOrder);
        }

        /** The same without the first scripts. */
        Order from(int first) {
            return new Order(scripts, inThisOrder.subList(first, inThisOrder.size()), applicationName, stop);
        }
    }

    /**
     * Runs them all.
     *
     * @param begins hears each script and its place, from 0, before it runs
     * @throws ScriptFailed when the server refuses one
     */
    public void replay(ScratchDatabase on, Order order, ObjIntConsumer<Script> begins) throws ScriptFailed {
        Script[] running = new Script[1];
        try {
            inSession(on, order, session -> run(session, order.inThisOrder(), begins, running));
        } catch (RunFailure e) {
            throw new ScriptFailed(running[0], e);
        }
    }

    /**
     * Work of a caller's own in a session on a scratch database, as scripts run there.
     *
     * @throws RunFailure when the work fails, or the session cannot be had
     */
    public <T> T inSession(ScratchDatabase on, Order order, MigrationRunner.Work<T> work) throws RunFailure {
        Target target = new Target(
                on.environment(),
                order.scripts(),
                order.applicationName(),
                Duration.ofSeconds(10),
                on.environment().policy().statementTimeout(),
                order.stop(),
                SessionListener.NONE);
        return runner.inSession(target, work);
    }

    private static boolean run(
            MigrationSession session, List<Script> scripts, ObjIntConsumer<Script> begins, Script[] running)
            throws RunFailure {
        session.createHistory();
        for (int i = 0; i < scripts.size(); i++) {
            running[0] = scripts.get(i);
            begins.accept(scripts.get(i), i);
            session.run(ScriptRun.up(scripts.get(i)), RunListener.NONE);
        }
        return true;
    }
}
