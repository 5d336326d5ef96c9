package dev.migrationcontrol.trial;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.ScriptsUnreadable;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.source.SystemReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of one system, run and undone. A down script is tried in the state that its migration leaves: after a
 * migration without one, or with a broken one, everything below is built anew on a database of its own.
 */
final class Trial {
    /** What a trial runs on, and for how long. */
    record Ground(ScratchDatabases scratches, MigrationRunner runner, Duration timeout, Path folder) {}

    private static final long TELL_NANOS = 200_000_000L;

    private final Ground ground;
    private final TrialRun.Order order;
    private final SystemReport system;
    private final TrialScripts scripts;
    private final List<TrialFailure> failures = new ArrayList<>();
    private final Verification verification;
    private final long started = System.nanoTime();
    private List<Script> ups = List.of();
    private int all;
    private int upsRun;
    private int downs;
    private int downsRun;
    private long reported;
    private boolean late;
    private @Nullable Script running;

    Trial(Ground ground, TrialRun.Order order, SystemReport system, TrialScripts scripts) {
        this.ground = ground;
        this.order = order;
        this.system = system;
        this.scripts = scripts;
        this.verification = new Verification(scripts.verifies(), failures);
    }

    /**
     * Runs everything. Blocks.
     *
     * @throws RunFailure when no script is to blame: the server is gone, or someone asked for the end
     */
    TreeTrial run() throws ScratchUnavailable, RunFailure {
        try {
            int ways = 1;
            for (int i = 0; i < ways && !late && unavailable() == null; i++) {
                ways = walk(i);
            }
        } catch (ScriptsUnreadable e) {
            return result(e.detail());
        }
        return result(late ? "The time limit of the trial was reached." : unavailable());
    }

    /** @return how many ways there are in all */
    private int walk(int way) throws ScratchUnavailable, RunFailure, ScriptsUnreadable {
        List<List<Script>> ways;
        int top;
        try (ScratchDatabase scratch = ground.scratches().createForTrial(order.environment())) {
            Environment on = TrialGround.on(scratch.environment(), ground.folder(), scripts.placeholders());
            ResolvedScripts resolved = ScriptCatalog.readOnce(on);
            ways = ways(
                    resolved.scripts(), verification.apart(resolved.scripts().migrations()));
            ups = ways.get(way);
            if (way == 0) {
                all = ways.stream().mapToInt(List::size).sum();
                downs = (int) resolved.scripts().undos().stream()
                        .filter(undo -> resolved.scripts().migrations().stream()
                                .anyMatch(each -> undo.requireVersion().equals(each.version())))
                        .count();
            }
            int done = up(target(on, resolved), ups.size());
            upsRun += done;
            top = down(target(on, resolved), versioned(done));
        }
        while (top > 0 && !late && unavailable() == null) {
            top = rebuilt(top);
        }
        return ways.size();
    }

    /**
     * As Flyway builds an empty database: from the newest baseline script, where there is one. What it replaces
     * is tried separately.
     */
    private static List<List<Script>> ways(Scripts scripts, List<Script> migrations) {
        Script baseline = scripts.baselines().stream()
                .max(Comparator.comparing(Script::requireVersion))
                .orElse(null);
        if (baseline == null) {
            return List.of(migrations);
        }
        Predicate<Script> covered =
                each -> each.version() != null && !each.requireVersion().isNewerThan(baseline.requireVersion());
        List<Script> fresh = new ArrayList<>(List.of(baseline));
        migrations.stream().filter(covered.negate()).forEach(fresh::add);
        List<Script> old = migrations.stream().filter(covered).toList();
        return old.isEmpty() ? List.of(fresh) : List.of(fresh, old);
    }

    /** @return below which version the down scripts are still to be tried */
    private int rebuilt(int top) throws ScratchUnavailable, RunFailure {
        try (ScratchDatabase scratch = ground.scratches().createForTrial(order.environment())) {
            Environment on = TrialGround.on(scratch.environment(), ground.folder(), scripts.placeholders());
            ResolvedScripts resolved = ScriptCatalog.readOnce(on);
            return up(target(on, resolved), top) < top ? 0 : down(target(on, resolved), top);
        }
    }

    private int up(Target target, int count) throws RunFailure {
        int[] done = {0};
        attempt(TrialFailure.UP, target, session -> {
            session.createHistory();
            while (done[0] < count && hasTime()) {
                Script script = ups.get(done[0]);
                run(session, ScriptRun.up(script), done[0], count);
                done[0]++;
                verification.after(script, session);
            }
        });
        return done[0];
    }

    /** @return the number of the highest version with a down script below the one at which this ended; 0 for the end */
    private int down(Target target, int from) throws RunFailure {
        int[] at = {from};
        attempt(TrialFailure.DOWN, target, session -> {
            Optional<Script> undo = undo(session, at[0]);
            while (undo.isPresent() && hasTime()) {
                Version version = undo.get().requireVersion();
                HistoryRow row = session.history().rows().stream()
                        .filter(each -> version.equals(each.version()))
                        .findFirst()
                        .orElseThrow();
                at[0]--;
                run(session, ScriptRun.down(undo.get(), row), from - at[0] - 1, from);
                downsRun++;
                undo = undo(session, at[0]);
            }
            while (at[0] > 0 && undo(session, at[0]).isEmpty()) {
                at[0]--;
            }
        });
        return at[0];
    }

    private Optional<Script> undo(MigrationSession session, int number) {
        return number == 0 || ups.get(number - 1).kind() == Script.Kind.BASELINE
                ? Optional.empty()
                : session.scripts().findUndo(ups.get(number - 1).requireVersion());
    }

    private int versioned(int count) {
        return (int)
                ups.stream().limit(count).filter(each -> each.version() != null).count();
    }

    /** Work of a session that a script may break. */
    private interface Work {
        void in(MigrationSession session) throws RunFailure;
    }

    private void attempt(String rule, Target target, Work work) throws RunFailure {
        running = null;
        try {
            ground.runner().inSession(target, session -> {
                work.in(session);
                return true;
            });
        } catch (RunFailure e) {
            Script script = running;
            if (script == null || !TrialFailure.isOfScript(e)) {
                throw e;
            }
            failures.add(new TrialFailure(rule, script, e));
        }
    }

    private void run(MigrationSession session, ScriptRun run, int done, int of) throws RunFailure {
        running = run.script();
        long now = System.nanoTime();
        if (now - reported > TELL_NANOS) {
            reported = now;
            order.run()
                    .tell(
                            Event.Kind.PROGRESS,
                            Map.of(
                                    "trial",
                                    system.location(),
                                    "script",
                                    run.script().name(),
                                    "done",
                                    done,
                                    "of",
                                    of));
        }
        session.run(run, RunListener.NONE);
    }

    private boolean hasTime() {
        late = late || System.nanoTime() - started > ground.timeout().toNanos();
        return !late;
    }

    private Target target(Environment on, ResolvedScripts resolved) {
        return TrialGround.target(on, resolved, order.run(), ground.timeout());
    }

    /** The condition that the trial could not provide, so that it could not go on; null when there is none. */
    private @Nullable String unavailable() {
        return failures.stream()
                .map(TrialFailure::unavailable)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private TreeTrial result(@Nullable String note) {
        boolean failed = failures.stream().anyMatch(each -> each.unavailable() == null);
        return new TreeTrial(
                system.system(),
                system.location(),
                failed ? TreeTrial.Outcome.FAILED : note == null ? TreeTrial.Outcome.PASSED : TreeTrial.Outcome.NOT_RUN,
                all,
                upsRun,
                downs,
                downsRun,
                scripts.verifies().size(),
                verification.passed(),
                Duration.ofMillis((System.nanoTime() - started) / 1_000_000),
                note == null && !scripts.notRun().isEmpty() ? leftOut() : note,
                scripts.notRun());
    }

    private String leftOut() {
        return scripts.notRun().size() == 1
                ? "A file was left out: notRun names it."
                : scripts.notRun().size() + " files were left out: notRun names them.";
    }

    /** @param others whether the tree has further systems, on whose objects a script may count */
    List<Finding> findings(boolean others) {
        Stream<Finding> leftOut = scripts.notRun().stream()
                .map(each -> new Finding(
                        "trial-not-run",
                        Severity.WARNING,
                        each.file(),
                        "The file was left out of the trial. " + each.why(),
                        "Do nothing if it is right as it is; later scripts may have failed because it was left out."));
        return Stream.concat(leftOut, failures.stream().map(each -> each.finding(scripts, system.title(), others)))
                .toList();
    }
}
