package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides how a plan that was begun goes on: the rank of each script's row was fixed by the plan, so the history says
 * exactly which are done, and whether anyone else has changed it since.
 */
public final class ResumptionPlanner {
    private final History history;
    private final Scripts scripts;
    private final List<RecordedRun> plan;

    private ResumptionPlanner(History history, Scripts scripts, List<RecordedRun> plan) {
        this.history = history;
        this.scripts = scripts;
        this.plan = plan;
    }

    /** @param plan the scripts in the order in which they were to run */
    public static Resumption plan(History history, Scripts scripts, List<RecordedRun> plan) {
        return new ResumptionPlanner(history, scripts, plan).plan();
    }

    private Resumption plan() {
        int done = 0;
        while (done < plan.size()
                && row(plan.get(done)).filter(HistoryRow::success).isPresent()) {
            done++;
        }
        if (done == plan.size()) {
            return new Resumption.Ready(done, List.of());
        }
        RecordedRun next = plan.get(done);
        if (next.done()) {
            return new Resumption.Diverged(
                    done,
                    "history-lost",
                    next.script()
                            + " was committed, but the history does not hold it any more: the server was replaced by"
                            + " one that lacks it, or the row was removed.");
        }
        Optional<HistoryRow> failed = row(next);
        if (failed.isPresent()) {
            return new Resumption.Failed(done, failed.get());
        }
        if (history.nextRank() != next.rank()) {
            return new Resumption.Diverged(
                    done,
                    "history-changed",
                    "Someone else has changed the history since the plan was made: the next row would have the rank "
                            + history.nextRank() + ", not " + next.rank() + ".");
        }
        return left(done, next);
    }

    private Resumption left(int done, RecordedRun next) {
        List<ScriptRun> left = new ArrayList<>();
        for (RecordedRun each : plan.subList(done, plan.size())) {
            Optional<ScriptRun> run = find(each);
            if (run.isEmpty()) {
                return new Resumption.Diverged(
                        done,
                        "script-changed",
                        each.script() + " is not what it was when the plan was made, or is missing here.");
            }
            left.add(run.get());
        }
        return next.outsideStatement() > 0
                ? new Resumption.HalfDone(done, left.get(0), next.outsideStatement())
                : new Resumption.Ready(done, left);
    }

    private Optional<HistoryRow> row(RecordedRun run) {
        return history.rows().stream()
                .filter(row -> row.rank() == run.rank() && row.script().equals(run.script()))
                .findFirst();
    }

    private Optional<ScriptRun> find(RecordedRun run) {
        Optional<Script> script = Stream.of(scripts.migrations(), scripts.baselines(), scripts.undos())
                .flatMap(List::stream)
                .filter(each -> each.name().equals(run.script()) && Objects.equals(each.checksum(), run.checksum()))
                .findFirst();
        return run.undo()
                ? script.flatMap(undo -> applied(undo).map(row -> ScriptRun.down(undo, row)))
                : script.map(ScriptRun::up);
    }

    private Optional<HistoryRow> applied(Script undo) {
        return new AppliedVersions(history.rows())
                .live().stream()
                        .filter(row -> undo.requireVersion().equals(row.version()))
                        .reduce((earlier, later) -> later);
    }
}
