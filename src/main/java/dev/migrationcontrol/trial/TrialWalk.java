package dev.migrationcontrol.trial;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The scripts of a trial on one scratch database: up past what fails, and down to the first that fails. */
final class TrialWalk {
    /** Hears which script is about to run. */
    interface Teller {
        void begins(Script script, int done, int of);
    }

    private final MigrationRunner runner;
    private final Target target;
    private final List<Script> ups;
    private final TrialLog log;
    private final Verification verification;
    private final Teller teller;
    private final BooleanSupplier hasTime;
    private int upsRun;
    private int downsRun;

    TrialWalk(
            MigrationRunner runner,
            Target target,
            List<Script> ups,
            TrialLog log,
            Verification verification,
            Teller teller,
            BooleanSupplier hasTime) {
        this.runner = runner;
        this.target = target;
        this.ups = ups;
        this.log = log;
        this.verification = verification;
        this.teller = teller;
        this.hasTime = hasTime;
    }

    /** How many up scripts ran without a failure. */
    int upsRun() {
        return upsRun;
    }

    int downsRun() {
        return downsRun;
    }

    /** @return how many up scripts were tried */
    int up(int count) throws RunFailure {
        return runner.inSession(target, session -> {
            session.createHistory();
            int done = 0;
            while (done < count && hasTime.getAsBoolean()) {
                Script script = ups.get(done);
                teller.begins(script, done, count);
                upsRun += up(session, script) ? 1 : 0;
                done++;
                verification.after(script, session);
            }
            return done;
        });
    }

    private boolean up(MigrationSession session, Script script) throws RunFailure {
        ScriptRun run = ScriptRun.up(script);
        RunFailure first;
        try {
            session.run(run, RunListener.NONE);
            return true;
        } catch (RunFailure e) {
            first = requireOfScript(e);
        }
        List<RunFailure> all = new ArrayList<>(List.of(first));
        boolean whole = false;
        try {
            RunFailure.ServerError error = first.error();
            all.addAll(session.salvage(run, error == null ? 0 : error.statement(), hasTime));
        } catch (RunFailure e) {
            requireOfScript(e);
            whole = true;
        }
        return log.upFailed(script, session.resolvedScripts().replacedTextOf(script), all, whole);
    }

    private static RunFailure requireOfScript(RunFailure failure) throws RunFailure {
        if (!TrialFailure.isOfScript(failure)) {
            throw failure;
        }
        return failure;
    }

    /**
     * Undoes the migrations, the newest first.
     *
     * @param from how many versions there are
     * @return the number of the highest version with a down script below the one at which this ended; 0 for the end
     */
    int down(int from) throws RunFailure {
        return runner.inSession(target, session -> {
            int at = from;
            boolean sound = true;
            while (sound && at > 0 && hasTime.getAsBoolean()) {
                Optional<Script> undo = undo(session, at);
                Optional<HistoryRow> row = row(session, ups.get(at - 1));
                if (row.isPresent() && undo.isEmpty()) {
                    break;
                }
                at--;
                if (row.isPresent()) {
                    teller.begins(undo.get(), from - at - 1, from);
                    sound = down(session, ScriptRun.down(undo.get(), row.get()));
                }
            }
            while (at > 0 && undo(session, at).isEmpty()) {
                at--;
            }
            return at;
        });
    }

    private boolean down(MigrationSession session, ScriptRun run) throws RunFailure {
        try {
            session.run(run, RunListener.NONE);
            downsRun++;
            return true;
        } catch (RunFailure e) {
            requireOfScript(e);
            log.downFailed(run.script(), session.resolvedScripts().replacedTextOf(run.script()), e);
            return false;
        }
    }

    private Optional<Script> undo(MigrationSession session, int number) {
        return ups.get(number - 1).kind() == Script.Kind.BASELINE
                ? Optional.empty()
                : session.scripts().findUndo(ups.get(number - 1).requireVersion());
    }

    /** None of a script that could not even be read. */
    private static Optional<HistoryRow> row(MigrationSession session, Script up) {
        return session.history().rows().stream()
                .filter(each -> up.requireVersion().equals(each.version()))
                .findFirst();
    }
}
