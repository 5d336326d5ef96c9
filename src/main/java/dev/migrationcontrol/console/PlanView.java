package dev.migrationcontrol.console;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the page of a plan shows.
 *
 * @param more what else the plan says
 * @param approvals what persons said of it
 */
record PlanView(
        Answer plan,
        List<Script> scripts,
        List<More> more,
        List<Answer> approvals,
        Answer environment,
        Form form,
        Answer problem) {
    private static final List<String> SEVERITIES = List.of("ERROR", "WARNING", "INFO");
    private static final int MOST_FINDINGS = 200;

    /** What the page shows in a form of its own; whatever else a plan says is shown as it is. */
    private static final Set<String> SHOWN = Set.of(
            "id",
            "environment",
            "type",
            "request",
            "state",
            "createdAt",
            "createdBy",
            "expiresAt",
            "digest",
            "steps",
            "remarks",
            "blocked",
            "from",
            "to",
            "summary",
            "rehearsal",
            "findings",
            "usedBy");

    /**
     * @param effects what its statements mean for the environment
     * @param checks what the rows of the environment mean for them
     */
    record Script(Answer step, List<SqlText.Line> lines, long left, List<String> effects, List<Answer> checks) {
        public Answer undo() {
            return step.at("undo");
        }

        public List<Answer> losses() {
            return step.list("loss");
        }
    }

    record More(String name, String text) {}

    static PlanView of(Answer plan, List<Answer> approvals, Answer environment, Form form, Answer problem) {
        return new PlanView(
                plan,
                plan.list("steps").stream().map(PlanView::script).toList(),
                more(plan),
                approvals,
                environment,
                form,
                problem);
    }

    public boolean ready() {
        return plan.text("state").equals("READY");
    }

    public boolean undoes() {
        return plan.text("type").equals("ROLLBACK");
    }

    public Answer rehearsal() {
        return plan.at("rehearsal");
    }

    /** Where it was rehearsed. */
    public String rehearsed() {
        Answer server = rehearsal().at("server");
        String place = switch (server.text("place")) {
            case "OWN_SERVER" -> " next to the environment";
            case "REHEARSAL_SERVER" -> " on the server for rehearsals";
            case "EMBEDDED" -> " on the embedded server";
            default -> "";
        };
        return server.has("version")
                ? "rehearsed on a scratch database" + place + ", PostgreSQL " + server.text("version")
                : "not rehearsed";
    }

    /** The worst first, what is accepted last. */
    public List<Answer> findings() {
        return plan.list("findings").stream()
                .sorted(Comparator.comparing(
                                (Answer each) -> each.at("accepted").isThere())
                        .thenComparing(each -> SEVERITIES.indexOf(each.text("severity"))))
                .limit(MOST_FINDINGS)
                .toList();
    }

    /** Whether the name of the environment has to be typed. */
    public boolean confirm() {
        return environment.at("policy").flag("protected") || undoes();
    }

    /** What a refusal says that the rollback would destroy. */
    public List<Answer> losses() {
        return problem.list("loss");
    }

    /** Their names, as a request has to name them. */
    public String lost() {
        return losses().stream()
                .map(each -> each.text("relation") + (each.has("column") ? "." + each.text("column") : ""))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    public String button() {
        String environment = plan.text("environment");
        if (undoes()) {
            return "Roll " + environment + " back";
        }
        String to = scripts.stream()
                .map(each -> each.step().text("version"))
                .filter(each -> !each.isEmpty())
                .reduce("", (first, last) -> last);
        return to.isEmpty() ? "Upgrade " + environment : "Upgrade " + environment + " to " + to;
    }

    private static Script script(Answer step) {
        StringBuilder text = new StringBuilder();
        List<Answer> statements = step.list("statements");
        statements.forEach(each -> text.append(each.text("sql").strip()).append(";\n"));
        return new Script(
                step,
                statements.isEmpty() ? List.of() : SqlText.of(text.toString(), 0, ""),
                step.number("statementCount") - statements.size(),
                statements.stream()
                        .flatMap(each -> each.texts("effects").stream())
                        .toList(),
                statements.stream()
                        .flatMap(each -> each.list("dataChecks").stream())
                        .toList());
    }

    private static List<More> more(Answer plan) {
        return plan.members().stream()
                .filter(each -> !SHOWN.contains(each.name()) && !each.value().equals("null"))
                .filter(each -> !each.value().equals("[]") && !each.value().isEmpty())
                .map(each -> new More(
                        Mark.word(each.name().replaceAll("([A-Z])", "_$1")),
                        plan.at(each.name()).pretty()))
                .toList();
    }
}
