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

/** What exactly would happen, and the button that does it. */
@Path("/console/plans/{id}")
@Produces(Pages.HTML)
class PlanPageResource {
    private static final String API = "/api/v1/plans/{id}";

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

        static native TemplateInstance plan(Frame frame, PlanView page);
    }

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
        PlanView page =
                PlanView.of(plan, approvals == null ? List.of() : approvals.list("items"), environment, form, problem);
        String title = "Plan for " + plan.text("environment");
        return Templates.plan(frames.of("environments", title).json("/api/v1/plans/" + Shown.url(id)), page)
                .render();
    }
}
