package dev.migrationcontrol.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the page of an operation of what the API says. Pure but for the text of one script. */
final class OperationView {
    /** Finds what is known of scripts. */
    interface Scripts {
        /** The text of a script, and whether it is what ran. */
        Answer find(String environment, String script);

        /** The line of a statement, as the plan says it; 0 where no plan does. */
        int line(String script, long statement);
    }

    private final Answer operation;
    private final List<Answer> newest;
    private final Scripts scripts;

    OperationView(Answer operation, List<Answer> newest, Scripts scripts) {
        this.operation = operation;
        this.newest = newest;
        this.scripts = scripts;
    }

    OperationPage page(Form form, Answer problem) {
        List<Answer> steps = operation.list("steps");
        long longest = steps.stream().mapToLong(OperationView::millis).max().orElse(0);
        return new OperationPage(
                operation,
                MatrixView.running(operation),
                steps.stream().map(each -> step(each, Math.max(1, longest))).toList(),
                locks(),
                newest,
                next(),
                !operation.has("finishedAt") && !operation.has("cancellation"),
                form,
                problem);
    }

    private static long millis(Answer step) {
        Duration took = step.duration("duration");
        return took == null ? 0 : took.toMillis();
    }

    private OperationPage.Step step(Answer step, long longest) {
        String state = step.text("state");
        boolean open = state.equals("RUNNING") || state.equals("FAILED");
        Answer script = open && operation.has("environment")
                ? scripts.find(operation.text("environment"), step.text("script"))
                : Answer.NOTHING;
        boolean same = script.text("ran").equals("SAME");
        return new OperationPage.Step(
                step,
                Mark.ofStep(state, step.text("direction").equals("DOWN")),
                (int) (millis(step) * 100 / longest),
                open,
                same ? SqlText.of(script.text("text"), line(step), state.equals("FAILED") ? "hit" : "cur") : List.of(),
                open && script.isThere() && !same ? "The file is not what ran any more, so it is not shown." : "");
    }

    /** The line that failed, or whose statement runs; 0 where nobody knows. */
    private int line(Answer step) {
        Answer error = step.at("error");
        if (error.has("line")) {
            return (int) error.number("line");
        }
        Answer current = operation.at("progress").at("current");
        return current.text("script").equals(step.text("script"))
                ? scripts.line(step.text("script"), current.number("statement"))
                : 0;
    }

    private List<OperationPage.Lock> locks() {
        Answer present = operation.at("progress").at("locks");
        List<OperationPage.Lock> locks = new ArrayList<>();
        if (!present.list("waitsFor").isEmpty()) {
            locks.add(new OperationPage.Lock(
                    "It waits for "
                            + present.list("waitsFor").stream()
                                    .map(OperationView::session)
                                    .collect(Collectors.joining(", "))
                            + ".",
                    present.text("seenAt")));
        }
        if (present.number("blocked") > 0) {
            locks.add(new OperationPage.Lock(
                    present.number("blocked")
                            + (present.number("blocked") == 1 ? " session waits" : " sessions wait")
                            + " for it, the longest for " + Shown.took(present.text("longestWait")) + ".",
                    present.text("seenAt")));
        }
        return locks;
    }

    private static String session(Answer session) {
        String who = session.text("application").isEmpty() ? session.text("user") : session.text("application");
        return who + " (pid " + session.number("pid") + ", " + session.text("state") + ")";
    }

    /** What to do by the state that it ended in; docs/operations.md says more. */
    private List<String> next() {
        Answer failure = operation.at("failure");
        if (!failure.isThere()) {
            return List.of();
        }
        List<String> next = new ArrayList<>();
        if (failure.has("hint")) {
            next.add(failure.text("hint"));
        }
        String reason = failure.text("reason");
        if (reason.startsWith("lock") || reason.contains("timeout") || reason.contains("blocked")) {
            next.add("Try again when the sessions that held the lock are done; the events name them.");
        } else if (operation.text("state").equals("FAILED") && failure.has("step")) {
            next.add("Fix the script, try it on an environment that nobody needs, then plan again.");
        } else {
            next.add("Plan again: the plan shows what is left to do.");
        }
        return next;
    }
}
