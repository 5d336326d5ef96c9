package dev.migrationcontrol.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * What is where, what needs someone, what runs.
 *
 * @param summary counts of environments in words
 * @param running the operations that are at work
 * @param folded how many rows are left out, in words; empty where none is
 * @param all whether every row is shown
 * @param next the token of the next page; empty on the last one
 * @param glass changes with broken glass that nobody has reviewed
 * @param fleet whether there are so many environments that each has a row of its own
 */
record MatrixPage(
        Summary summary,
        List<Running> running,
        List<Head> heads,
        List<Row> rows,
        Folded folded,
        boolean all,
        String next,
        int total,
        boolean fleet,
        List<Need> needs,
        List<Answer> glass,
        Timeline timeline,
        String note) {
    MatrixPage {
        running = List.copyOf(running);
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
        needs = List.copyOf(needs);
        glass = List.copyOf(glass);
    }

    /** Counts of environments. */
    record Summary(int environments, int migrations, int needSomeone, int atWork, int fine) {}

    /** An operation at work. */
    record Running(Answer operation, long done, long of, String what, String script, String phase) {
        public String key() {
            return operation.text("id");
        }
    }

    /** Seconds in which a look counts as one of now. */
    private static final long QUIET = 10;

    /** How many seconds ago the environment was looked at whose look is the oldest. */
    long oldest() {
        return heads.stream().mapToLong(Head::checked).max().orElse(0);
    }

    /**
     * The head of a column.
     *
     * @param checked how many seconds ago the environment was looked at
     */
    record Head(
            String name,
            boolean isProtected,
            String current,
            String latest,
            Mark mark,
            Spark spark,
            Answer last,
            String action,
            String href,
            boolean main,
            long checked) {
        /** The age of the look, where it is old enough to be said. */
        public String age() {
            return checked < QUIET ? "" : "checked " + checked + " s ago";
        }

        /** Whether there is something newer than what is applied. */
        public boolean behind() {
            return !latest.isEmpty() && !latest.equals(current);
        }
    }

    record Row(String version, String description, String href, boolean undo, List<Cell> cells) {}

    /** @param when the time of what is applied; empty for everything else */
    record Cell(Mark mark, String href, String when) {
        public boolean quiet() {
            return mark.sign().equals(Mark.DONE) && !when.isEmpty();
        }
    }

    /** @param text in words; empty where nothing is left out */
    record Folded(String versions, String text) {}

    /** Something that someone has to look at. */
    record Need(Mark mark, String environment, String what, String href, String since, String next) {}

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance matrix(Frame frame, MatrixPage page);

        static native TemplateInstance matrix$live(MatrixPage page);
    }

    String html(Frame frame) {
        return Templates.matrix(frame, this).render();
    }

    String live() {
        return Templates.matrix$live(this).render();
    }
}
