package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.script.Moment;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of one attempt at an upgrade, in Flyway's order. Those that came to their end do not run again in later tries
 * of the attempt; another attempt runs them as another {@code flyway migrate} would.
 */
final class UpgradeCallbacks {
    private final OperationRun run;
    private final boolean wanted;
    private final Set<Moment> over = EnumSet.noneOf(Moment.class);
    private @Nullable String running;
    private boolean migrated;

    /** @param wanted whether the work is an upgrade, whose locations hold callbacks */
    UpgradeCallbacks(OperationRun run, boolean wanted) {
        this.run = run;
        this.wanted = wanted;
    }

    boolean areWanted() {
        return wanted;
    }

    /** The callback that is running, or failed; null when none is. */
    @Nullable
    String running() {
        return running;
    }

    /** Runs those of a moment. */
    void at(MigrationSession session, Moment moment) throws RunFailure {
        if (wanted) {
            session.callbacks(moment, new Listener());
        }
    }

    /** Runs those of a moment, unless they ran in this attempt. */
    void once(MigrationSession session, Moment moment) throws RunFailure {
        if (!over.contains(moment)) {
            at(session, moment);
            over.add(moment);
        }
    }

    /** All migrations are done: what fails from now on is no failure of theirs. */
    void migrated() {
        migrated = true;
    }

    /** Whether a failure now is one that callbacks want to hear of. */
    boolean oweError() {
        return wanted && over.contains(Moment.BEGINNING) && !migrated;
    }

    void started(String script) {
        running = script;
    }

    void ended() {
        running = null;
    }

    private final class Listener implements RunListener {
        @Override
        public void statementStarted(int statement, int of, boolean outside) {}

        @Override
        public void callbackStarted(String script) {
            started(script);
            run.tell(Event.Kind.REMARK, Map.of("callback", script));
        }

        @Override
        public void callbackEnded() {
            ended();
        }

        @Override
        public void noticed(@Nullable String sqlState, String message) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("script", running);
            body.put("sqlState", sqlState);
            body.put("message", PlanRun.shortened(message));
            run.tell(Event.Kind.NOTICE, body);
        }

        @Override
        public void remarked(String sentence) {
            run.tell(Event.Kind.REMARK, Map.of("script", String.valueOf(running), "message", sentence));
        }
    }
}
