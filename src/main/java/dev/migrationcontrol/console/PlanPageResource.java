package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What exactly would happen, and the button that does it. */
@Path("/console/plans/{id}")
@Produces(Pages.HTML)
class PlanPageResource {
    private static final String API = "/api/v1/plans/{id}";

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
            "usedBy");

    private final Api api;
    private final Frames frames;
    private final KeptForm kept;

    PlanPageResource(Api api, Frames frames, KeptForm kept) {
        this.api = api;
        this.frames = frames;
        this.kept = kept;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance plan(Frame frame, PlanPage page);
    }

    /**
     * @param more what else the plan says
     * @param approvals what persons said of it
     */
    record PlanPage(
            Answer plan,
            List<Script> scripts,
            List<More> more,
            List<Answer> approvals,
            Answer environment,
            Form form,
            Answer problem) {
        public boolean ready() {
            return plan.text("state").equals("READY");
        }

        public boolean undoes() {
            return plan.text("type").equals("ROLLBACK");
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
    }

    /** @param effects what its statements mean for the environment */
    record Script(Answer step, List<SqlText.Line> lines, long left, List<String> effects) {}

    record More(String name, String text) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get(@PathParam("id") String id) {
        return html(id, Form.fresh(), Answer.NOTHING);
    }

    @Requires(Verb.VIEW)
    @POST
    @Path("run")
    @Blocking
    @Consumes(Pages.FORM)
    public Response run(@PathParam("id") String id, MultivaluedMap<String, String> sent) {
        Form form = kept.keep(sent, (said, problem) -> html(id, said, problem));
        Reasons.require(form);
        Answer plan = api.get(API, "id", id);
        boolean undoes = plan.text("type").equals("ROLLBACK");
        String environment = plan.text("environment");
        if (undoes) {
            Confirmations.require(form, environment);
        }
        Map<String, Object> request = new LinkedHashMap<>(form.request("reason", "confirm"));
        request.put("plan", id);
        if (undoes && !form.value("acceptLoss").isEmpty()) {
            request.put("acceptLoss", List.of(form.value("acceptLoss").split(" ")));
        }
        if (!form.value("emergency").isEmpty()) {
            request.put("breakGlass", Map.of("reason", form.value("emergency")));
        }
        Answer operation = api.post(
                "/api/v1/environments/{environment}/" + (undoes ? "rollbacks" : "upgrades"),
                request,
                "environment",
                environment,
                "Idempotency-Key",
                form.key());
        return Redirect.to("/console/operations/" + operation.text("id"));
    }

    @Requires(Verb.VIEW)
    @POST
    @Path("decide")
    @Blocking
    @Consumes(Pages.FORM)
    public Response decide(@PathParam("id") String id, MultivaluedMap<String, String> sent) {
        Form form = kept.keep(sent, (said, problem) -> html(id, said, problem));
        if (form.value("decision").equals("WITHDRAWN")) {
            api.delete(API + "/approvals", "id", id);
        } else {
            api.post(API + "/approvals", form.request("decision", "digest", "comment"), "id", id);
        }
        return Redirect.to("/console/plans/" + Shown.url(id) + "#approvals");
    }

    private String html(String id, Form form, Answer problem) {
        Answer plan = api.get(API, "id", id);
        Answer approvals = api.find(API + "/approvals", "id", id);
        Answer environment = api.get("/api/v1/environments/{environment}", "environment", plan.text("environment"));
        PlanPage page = new PlanPage(
                plan,
                plan.list("steps").stream().map(PlanPageResource::script).toList(),
                more(plan),
                approvals == null ? List.of() : approvals.list("items"),
                environment,
                form,
                problem);
        String title = "Plan for " + plan.text("environment");
        return Templates.plan(frames.of("environments", title).json("/api/v1/plans/" + Shown.url(id)), page)
                .render();
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
                        .toList());
    }

    private static List<More> more(Answer plan) {
        return plan.members().stream()
                .filter(each -> !SHOWN.contains(each.name()) && !each.value().equals("null"))
                .filter(each -> !each.value().equals("[]") && !each.value().isEmpty())
                .flatMap(each -> Stream.of(new More(
                        Mark.word(each.name().replaceAll("([A-Z])", "_$1")),
                        plan.at(each.name()).pretty())))
                .toList();
    }
}
