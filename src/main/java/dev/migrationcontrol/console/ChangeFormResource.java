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
import java.util.Locale;
import java.util.Map;

/** Repairs, baselines and steps of a consolidation: each is looked at first, then done. */
@Path("/console/environments/{environment}/{change:repair|baseline|consolidation}")
@Produces(Pages.HTML)
class ChangeFormResource {
    private final Api api;
    private final Frames frames;
    private final KeptForm kept;

    ChangeFormResource(Api api, Frames frames, KeptForm kept) {
        this.api = api;
        this.frames = frames;
        this.kept = kept;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance change(Frame frame, ChangePage page);
    }

    /** @param earlier operations of the same type, the newest first */
    record ChangePage(
            String environment,
            String change,
            Answer description,
            Answer status,
            List<Answer> earlier,
            Form form,
            Answer problem) {
        public boolean repairs() {
            return change.equals("repair");
        }

        public boolean baselines() {
            return change.equals("baseline");
        }

        public ConsolidationSteps steps() {
            return ConsolidationSteps.of(earlier);
        }

        public boolean isProtected() {
            return description.at("policy").flag("protected");
        }
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get(@PathParam("environment") String environment, @PathParam("change") String change) {
        return html(environment, change, Form.fresh(), Answer.NOTHING);
    }

    @Requires(Verb.VIEW)
    @POST
    @Blocking
    @Consumes(Pages.FORM)
    public Response change(
            @PathParam("environment") String environment,
            @PathParam("change") String change,
            MultivaluedMap<String, String> sent) {
        Form form = kept.keep(sent, (said, problem) -> html(environment, change, said, problem));
        String step = form.value("step");
        boolean look = step.equals("look") || step.equals("plan");
        if (!look) {
            Reasons.require(form);
        }
        Map<String, Object> request = new LinkedHashMap<>(form.request("reason"));
        if (!look) {
            request.putAll(form.request("confirm"));
        }
        switch (change) {
            case "repair" -> {
                request.put("dryRun", look);
                request.putAll(form.request("failed"));
            }
            case "baseline" -> request.putAll(form.request("version", "description"));
            default -> request.put("mode", step);
        }
        Answer operation = api.post(
                "/api/v1/environments/{environment}/" + change + "s",
                request,
                "environment",
                environment,
                "Idempotency-Key",
                form.key() + step);
        return Redirect.to("/console/operations/" + operation.text("id"));
    }

    private String html(String environment, String change, Form form, Answer problem) {
        Answer earlier = api.find(
                "/api/v1/operations",
                "environment",
                environment,
                "type",
                change.toUpperCase(Locale.ROOT),
                "pageSize",
                "10");
        ChangePage page = new ChangePage(
                environment,
                change,
                api.get("/api/v1/environments/{environment}", "environment", environment),
                api.get("/api/v1/environments/{environment}/status", "environment", environment),
                earlier == null ? List.of() : earlier.list("items"),
                form,
                problem);
        return Templates.change(frames.of("environments", Mark.word(change) + " of " + environment), page)
                .render();
    }
}
