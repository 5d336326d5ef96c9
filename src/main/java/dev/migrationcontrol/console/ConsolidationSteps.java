package dev.migrationcontrol.console;

import java.util.List;

/**
 * How far the consolidation of an environment has come, as its operations say.
 *
 * @param stage as the API names it; empty where none has succeeded yet
 * @param plan the newest plan, where nothing was changed after it; nothing otherwise
 */
record ConsolidationSteps(String stage, Answer plan) {
    private static final ConsolidationSteps NONE = new ConsolidationSteps("", Answer.NOTHING);

    /** @param newestFirst operations of this type */
    static ConsolidationSteps of(List<Answer> newestFirst) {
        Answer last = newestFirst.stream()
                .filter(each -> each.text("state").equals("SUCCEEDED"))
                .findFirst()
                .orElse(Answer.NOTHING);
        if (!last.isThere()) {
            return NONE;
        }
        boolean planned = last.at("request").text("mode").equals("plan");
        return new ConsolidationSteps(last.at("result").text("stage"), planned ? last : Answer.NOTHING);
    }

    /** The step that comes next: one of the modes of the API; empty where all are done. */
    public String next() {
        return switch (stage) {
            case "ADOPTED" -> "retire";
            case "RETIRED" -> "";
            default -> plan.isThere() && errors() == 0 && !differs() ? "adopt" : "plan";
        };
    }

    /** What has to be done, in words. */
    public String advice() {
        if (plan.isThere() && errors() > 0) {
            return "Resolve what the plan found, and plan again.";
        }
        return switch (next()) {
            case "adopt" -> "Adopt: the plan found nothing that prevents it.";
            case "retire" ->
                "Retire the old version tables when nothing starts the old runners any more, or undo the adoption.";
            case "plan" ->
                plan.isThere()
                        ? "Resolve the differences that the plan found, or accept each of them by its name in the API."
                        : "Plan: it reads and proves, and changes nothing.";
            default -> "All steps are done. An undo is possible until something new runs.";
        };
    }

    public long errors() {
        return plan.at("result").list("findings").stream()
                .filter(each -> each.text("severity").equals("ERROR"))
                .count();
    }

    private boolean differs() {
        Answer proof = plan.at("result").at("proof");
        return proof.isThere() && !proof.flag("adoptable");
    }

    public String verdict() {
        return plan.at("result").at("proof").text("verdict");
    }

    public List<String> changes() {
        return plan.at("result").texts("changes");
    }

    public Mark mark(String step) {
        boolean adopted = stage.equals("ADOPTED") || stage.equals("RETIRED");
        boolean done = switch (step) {
            case "plan" -> adopted || plan.isThere();
            case "adopt" -> adopted;
            default -> stage.equals("RETIRED");
        };
        return step.equals(next())
                ? new Mark(Mark.WAIT, "next")
                : done ? new Mark(Mark.DONE, "done") : new Mark(Mark.NONE, "later");
    }
}
