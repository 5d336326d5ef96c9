package dev.migrationcontrol.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * How far an operation is, what waits, what failed, what now.
 *
 * @param script the text of the step that runs or failed, with its line marked; empty where it is not what ran
 * @param events the newest first
 * @param waits what the operation waits for, and who waits for it; empty unless that was seen just now
 */
record OperationPage(
        Answer operation,
        MatrixPage.Running running,
        List<Step> steps,
        List<Lock> waits,
        List<Answer> events,
        List<String> next,
        boolean mayCancel,
        Form form,
        Answer problem) {
    OperationPage {
        steps = List.copyOf(steps);
        waits = List.copyOf(waits);
        events = List.copyOf(events);
        next = List.copyOf(next);
    }

    /** @param share how much of the longest step it took, of 100 */
    record Step(Answer step, Mark mark, int share, boolean current, List<SqlText.Line> script, String note) {}

    /** Who waits for whom. */
    record Lock(String what, String since) {}

    public boolean finished() {
        return operation.has("finishedAt");
    }

    public boolean failed() {
        return operation.at("failure").isThere();
    }

    /** Whether it can be planned again: there is something left to do. */
    public boolean again() {
        return operation.has("environment")
                && !operation.text("state").equals("SUCCEEDED")
                && (undoes() || operation.text("type").equals("UPGRADE"));
    }

    /** Whether it applied versions, so that a rollback can undo exactly those. */
    public boolean undoable() {
        return finished()
                && operation.text("type").equals("UPGRADE")
                && operation.list("steps").stream()
                        .anyMatch(each ->
                                each.has("version") && each.text("state").equals("SUCCEEDED"));
    }

    public boolean undoes() {
        return operation.text("type").equals("ROLLBACK");
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance operation(Frame frame, OperationPage page);

        static native TemplateInstance operation$live(OperationPage page);
    }

    String html(Frame frame) {
        return Templates.operation(frame, this).render();
    }

    String live() {
        return Templates.operation$live(this).render();
    }
}
