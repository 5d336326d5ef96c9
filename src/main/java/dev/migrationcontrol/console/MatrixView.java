package dev.migrationcontrol.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the first page of what the API says. Pure. */
final class MatrixView {
    private static final int FLEET = 40;
    private static final int MOST_NEEDS = 12;

    private final List<Answer> columns;
    private final Answer matrix;
    private final Map<String, List<Answer>> operations = new HashMap<>();
    private final List<Answer> newest;
    private final List<Answer> glass;
    private final boolean all;
    private final Instant now;

    /**
     * @param newest the newest operations; null where the control database does not answer
     * @param glass changes with broken glass that nobody has reviewed
     */
    MatrixView(Answer matrix, @Nullable List<Answer> newest, List<Answer> glass, boolean all, Instant now) {
        this.matrix = matrix;
        this.columns = matrix.list("environments");
        this.newest = newest == null ? List.of() : newest;
        this.glass = glass;
        this.all = all;
        this.now = now;
        for (Answer each : this.newest) {
            operations
                    .computeIfAbsent(each.text("environment"), name -> new ArrayList<>())
                    .add(each);
        }
        this.known = newest != null;
    }

    private final boolean known;

    MatrixPage page() {
        List<MatrixPage.Head> heads = columns.stream().map(this::head).toList();
        List<MatrixPage.Need> needs = new ArrayList<>();
        heads.forEach(each -> need(each, needs));
        int atWork = (int) heads.stream().filter(each -> isAtWork(each.mark())).count();
        int fine = columns.size() - atWork - needs.size();
        Instant yesterday = now.minusSeconds(86_400);
        List<Answer> day =
                newest.stream().filter(each -> isAfter(each, yesterday)).toList();
        return new MatrixPage(
                new MatrixPage.Summary(columns.size(), (int) matrix.number("total"), needs.size(), atWork, fine),
                newest.stream()
                        .filter(MatrixView::isActive)
                        .map(MatrixView::running)
                        .toList(),
                heads,
                matrix.list("items").stream().map(this::row).toList(),
                folded(),
                all,
                matrix.text("nextPageToken"),
                (int) matrix.number("total"),
                columns.size() > FLEET,
                needs.stream()
                        .sorted((one, other) -> Integer.compare(rank(one.mark()), rank(other.mark())))
                        .limit(MOST_NEEDS)
                        .toList(),
                glass,
                Timeline.of(columns.stream().map(each -> each.text("name")).toList(), day, now),
                known ? "" : "The service's own database does not answer: operations can be neither read nor started.");
    }

    private static boolean isAfter(Answer operation, Instant time) {
        Instant created = operation.time("createdAt");
        return created != null && created.isAfter(time);
    }

    private static int rank(Mark mark) {
        return List.of(Mark.BAD, Mark.ODD, Mark.NONE, Mark.WAIT).indexOf(mark.sign());
    }

    static boolean isActive(Answer operation) {
        return operation.text("state").equals("RUNNING")
                || operation.text("state").equals("QUEUED");
    }

    private static boolean isAtWork(Mark mark) {
        return mark.sign().equals(Mark.RUN);
    }

    static MatrixPage.Running running(Answer operation) {
        Answer progress = operation.at("progress");
        Answer current = progress.at("current");
        long total = Math.max(1, progress.number("total"));
        long done = progress.number("completed") * 100 / total
                + (current.has("statement")
                        ? Math.max(0, current.number("statement") - 1) * 100 / Math.max(1, current.number("of")) / total
                        : 0);
        String what = current.has("statement")
                ? "statement " + current.number("statement") + " of " + current.number("of")
                : progress.isThere()
                        ? progress.number("completed") + " of " + progress.number("total") + " scripts"
                        : "not begun";
        String phase = current.has("phase")
                ? current.text("phase") + (current.has("percent") ? ", " + current.number("percent") + " %" : "")
                : "";
        return new MatrixPage.Running(operation, Math.min(100, done), 100, what, current.text("script"), phase);
    }

    private MatrixPage.Head head(Answer column) {
        String name = column.text("name");
        List<Answer> own = operations.getOrDefault(name, List.of());
        Answer last = own.isEmpty() ? Answer.NOTHING : own.get(0);
        String state = column.text("state");
        String base = "/console/environments/" + Shown.url(name);
        String operation = "/console/operations/" + last.text("id");
        MatrixPage.Head head;
        if (last.isThere() && isActive(last)) {
            head = head(column, own, new Mark(Mark.RUN, gerund(last)), "Watch", operation, false);
        } else if (last.text("state").equals("FAILED") && (state.equals("PENDING") || state.equals("FAILED"))) {
            head = head(column, own, new Mark(Mark.BAD, "Failed"), "Read the failure", operation, false);
        } else if (state.equals("PENDING") || state.equals("EMPTY") && column.number("pending") > 0) {
            head = head(column, own, mark(column), "Plan the upgrade", base + "/upgrade", true);
        } else if (state.equals("UP_TO_DATE") || state.equals("EMPTY")) {
            head = head(column, own, mark(column), "", "", false);
        } else {
            head = head(column, own, mark(column), "See why", base, false);
        }
        return head;
    }

    private static String gerund(Answer operation) {
        return operation.text("state").equals("QUEUED")
                ? "Queued"
                : switch (operation.text("type")) {
                    case "UPGRADE" -> "Upgrading";
                    case "ROLLBACK" -> "Rolling back";
                    default -> "At work";
                };
    }

    private static Mark mark(Answer column) {
        return Mark.ofStatus(column.text("state"), column.number("pending"));
    }

    private MatrixPage.Head head(Answer column, List<Answer> own, Mark mark, String action, String href, boolean main) {
        return new MatrixPage.Head(
                column.text("name"),
                column.flag("protected"),
                column.has("currentVersion") ? column.text("currentVersion") : isUnknown(column) ? "?" : "none",
                column.text("latestVersion"),
                mark,
                Spark.of(own),
                own.isEmpty() ? Answer.NOTHING : own.get(0),
                action,
                href,
                main,
                age(column));
    }

    private long age(Answer column) {
        Instant checked = column.time("checkedAt");
        return checked == null ? 0 : Math.max(0, Duration.between(checked, now).toSeconds());
    }

    private MatrixPage.Row row(Answer row) {
        String script = Shown.url(row.text("script"));
        List<Answer> cells = row.list("cells");
        List<MatrixPage.Cell> shown = new ArrayList<>();
        for (int at = 0; at < cells.size(); at++) {
            shown.add(cell(columns.get(at), row, cells.get(at)));
        }
        String first = columns.isEmpty() ? "" : Shown.url(columns.get(0).text("name"));
        for (int at = 0; at < cells.size() && first.isEmpty(); at++) {
            first = columns.get(at).text("name");
        }
        return new MatrixPage.Row(
                row.has("version") ? row.text("version") : "R",
                row.text("description"),
                "/console/migrations?script=" + script,
                row.has("undo") || !row.has("version"),
                shown);
    }

    private MatrixPage.Cell cell(Answer column, Answer row, Answer cell) {
        String name = column.text("name");
        String base = "/console/environments/" + Shown.url(name);
        List<Answer> own = operations.getOrDefault(name, List.of());
        Answer last = own.isEmpty() ? Answer.NOTHING : own.get(0);
        String operation = "/console/operations/" + last.text("id");
        boolean open = !cell.has("installedAt");
        if (isActive(last) && isCurrent(last.at("progress").at("current"), row)) {
            Answer current = last.at("progress").at("current");
            String word = "statement " + current.number("statement") + " of " + current.number("of");
            return new MatrixPage.Cell(new Mark(Mark.RUN, word), operation, "");
        }
        Answer failure = last.at("failure");
        if (open && last.text("state").equals("FAILED") && failure.text("step").equals(row.text("script"))) {
            String word = failure.has("line") ? "line " + failure.number("line") : "failed";
            return new MatrixPage.Cell(new Mark(Mark.BAD, word), operation + "#failure", "");
        }
        if (!cell.has("state") && isUnknown(column)) {
            return new MatrixPage.Cell(new Mark(Mark.NONE, "unknown"), base, "");
        }
        Mark mark = Mark.ofMigration(cell.text("state"), cell.text("problem"));
        String script = base + "/migrations?script=" + Shown.url(row.text("script"));
        return new MatrixPage.Cell(mark, script, mark.sign().equals(Mark.DONE) ? cell.text("installedAt") : "");
    }

    private static boolean isCurrent(Answer current, Answer row) {
        return current.has("version")
                ? current.text("version").equals(row.text("version"))
                : current.has("script") && current.text("script").equals(row.text("script"));
    }

    private static boolean isUnknown(Answer column) {
        return column.text("state").equals("UNREACHABLE")
                || column.text("state").equals("UNCHECKED");
    }

    private MatrixPage.Folded folded() {
        Answer fold = matrix.at("folded");
        if (!fold.isThere()) {
            return new MatrixPage.Folded("", "");
        }
        String from = fold.text("from");
        String to = fold.text("to");
        String versions = from.isEmpty() ? "repeatable ones" : from.equals(to) ? from : from + " to " + to;
        return new MatrixPage.Folded(
                versions, fold.number("count") + " migrations, applied in every environment that answers");
    }

    private void need(MatrixPage.Head head, List<MatrixPage.Need> needs) {
        if (isAtWork(head.mark()) || head.mark().sign().equals(Mark.DONE)) {
            return;
        }
        Answer column = columns.stream()
                .filter(each -> each.text("name").equals(head.name()))
                .findFirst()
                .orElse(Answer.NOTHING);
        if (column.text("state").equals("EMPTY") && column.number("pending") == 0) {
            return;
        }
        Answer failure = head.last().at("failure");
        String href = head.href().isEmpty() ? "/console/environments/" + Shown.url(head.name()) : head.href();
        if (head.mark().sign().equals(Mark.BAD) && failure.isThere()) {
            String where = failure.has("step") ? failure.text("step") + " failed" : "The last operation failed";
            String line = failure.has("line") ? " in line " + failure.number("line") : "";
            needs.add(new MatrixPage.Need(
                    new Mark(Mark.BAD, head.name()),
                    head.name(),
                    where + line + ": " + failure.text("message"),
                    href,
                    head.last().text("finishedAt"),
                    failure.has("effect") ? failure.text("effect") : failure.text("hint")));
            return;
        }
        if (column.text("state").equals("UNMANAGED")) {
            needs.add(unmanaged(head, href));
            return;
        }
        Answer problem = column.at("problem");
        String what = head.mark().sign().equals(Mark.WAIT) || !problem.isThere()
                ? column.number("pending") + " migrations are pending"
                : Mark.word(problem.text("kind"));
        needs.add(new MatrixPage.Need(
                new Mark(head.mark().sign(), head.name()),
                head.name(),
                column.number("pending") == 1 && what.endsWith("are pending") ? "1 migration is pending" : what,
                href,
                head.last().text("finishedAt"),
                head.mark().sign().equals(Mark.WAIT)
                        ? "Read what an upgrade would do, then run it."
                        : problem.text("detail")));
    }

    private static MatrixPage.Need unmanaged(MatrixPage.Head head, String href) {
        return new MatrixPage.Need(
                new Mark(head.mark().sign(), head.name()),
                head.name(),
                "There are objects, but no history of migrations",
                href,
                head.last().text("finishedAt"),
                "An audit shows what made them. Then consolidate the database, or record a baseline.");
    }
}
