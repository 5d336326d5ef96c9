package dev.migrationcontrol.trial;

import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.ScriptsUnreadable;
import dev.migrationcontrol.source.SystemReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of one system, run and undone. A down script is tried in the state that its migration leaves: after a
 * migration without one, or with a broken one, everything below is built anew on a database of its own. An up script that fails is
 * run as far as it can be, so that later ones find as much as possible.
 */
final class Trial {
    /** What a trial runs on, and for how long. */
    record Ground(ScratchDatabases scratches, MigrationRunner runner, Duration timeout, Path folder) {}

    private static final long TELL_NANOS = 200_000_000L;

    private final Ground ground;
    private final TrialRun.Order order;
    private final SystemReport system;
    private final TrialScripts scripts;
    private final Extensions extensions;
    private final TrialLog log;
    private final Verification verification;
    private final long started = System.nanoTime();
    private List<Script> ups = List.of();
    private int all;
    private int upsRun;
    private int downs;
    private int downsRun;
    private long reported;
    private boolean late;

    Trial(Ground ground, TrialRun.Order order, SystemReport system, TrialScripts scripts) {
        this.ground = ground;
        this.order = order;
        this.system = system;
        this.scripts = scripts;
        this.extensions = new Extensions(scripts);
        this.log = new TrialLog(scripts, extensions);
        this.verification = new Verification(scripts.verifies(), log);
    }

    /**
     * Runs everything. Blocks.
     *
     * @throws RunFailure when no script is to blame: the server is gone, or someone asked for the end
     */
    TreeTrial run() throws ScratchUnavailable, RunFailure {
        try {
            int ways = 1;
            for (int i = 0; i < ways && !late; i++) {
                ways = walk(i);
            }
        } catch (ScriptsUnreadable e) {
            return result(e.detail());
        }
        return result(late ? "The time limit of the trial was reached." : log.shortcoming());
    }

    /** @return how many ways there are in all */
    private int walk(int way) throws ScratchUnavailable, RunFailure, ScriptsUnreadable {
        List<List<Script>> ways;
        int top;
        try (ScratchDatabase scratch = ground.scratches().createForTrial(order.environment())) {
            Environment on = TrialGround.on(scratch.environment(), ground.folder(), scripts.placeholders());
            ResolvedScripts resolved = resolved(on, way);
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
            TrialWalk walk = walk(on, resolved);
            int done = walk.up(ups.size());
            upsRun += walk.upsRun();
            top = walk.down(versioned(done));
            downsRun += walk.downsRun();
        }
        while (top > 0 && hasTime()) {
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
            TrialWalk walk = walk(on, ScriptCatalog.readOnce(on));
            int below = walk.up(top) < top ? 0 : walk.down(top);
            downsRun += walk.downsRun();
            return below;
        }
    }

    private TrialWalk walk(Environment on, ResolvedScripts resolved) {
        return new TrialWalk(ground.runner(), target(on, resolved), ups, log, verification, this::tell, this::hasTime);
    }

    private ResolvedScripts resolved(Environment on, int way) throws RunFailure, ScriptsUnreadable {
        ResolvedScripts read = ScriptCatalog.readOnce(on);
        boolean replaced = way == 0 && extensions.replace(ground.runner(), target(on, read), ground.folder());
        return replaced ? ScriptCatalog.readOnce(on) : read;
    }

    private Target target(Environment on, ResolvedScripts resolved) {
        return TrialGround.target(on, resolved, order.run(), ground.timeout());
    }

    private int versioned(int count) {
        return (int)
                ups.stream().limit(count).filter(each -> each.version() != null).count();
    }

    private void tell(Script script, int done, int of) {
        long now = System.nanoTime();
        if (now - reported > TELL_NANOS) {
            reported = now;
            order.run()
                    .tell(
                            Event.Kind.PROGRESS,
                            Map.of("trial", system.location(), "script", script.name(), "done", done, "of", of));
        }
    }

    private boolean hasTime() {
        late = late || System.nanoTime() - started > ground.timeout().toNanos();
        return !late;
    }

    private TreeTrial result(@Nullable String shortcoming) {
        List<LeftOut> leftOut = log.leftOut();
        String note = Stream.of(
                        shortcoming,
                        scripts.note(),
                        extensions.note(),
                        shortcoming != null || leftOut.isEmpty() ? null : words(leftOut.size()))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining(" "));
        return new TreeTrial(
                system.system(),
                system.location(),
                log.hasFaults()
                        ? TreeTrial.Outcome.FAILED
                        : shortcoming == null ? TreeTrial.Outcome.PASSED : TreeTrial.Outcome.NOT_RUN,
                all,
                upsRun,
                downs,
                downsRun,
                scripts.verifies().size(),
                verification.passed(),
                Duration.ofMillis((System.nanoTime() - started) / 1_000_000),
                note.isEmpty() ? null : note,
                leftOut.stream().limit(TreeTrial.LISTED).map(LeftOut::notRun).toList());
    }

    private static String words(int leftOut) {
        return leftOut == 1
                ? "One part was left out: notRun names it."
                : leftOut + " parts were left out: notRun names them.";
    }

    /** @param others whether the tree has further systems, on whose objects a script may count */
    List<Finding> findings(boolean others) {
        return log.findings(system.title(), others);
    }
}
