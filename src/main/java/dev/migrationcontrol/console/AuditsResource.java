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

/** Which migration systems source trees have, how they become one, and the form that has a tree read. */
@Path("/console/audits")
@Produces(Pages.HTML)
class AuditsResource {
    private static final int MOST_ROWS = 500;

    private final Api api;
    private final Frames frames;
    private final KeptForm kept;

    AuditsResource(Api api, Frames frames, KeptForm kept) {
        this.api = api;
        this.frames = frames;
        this.kept = kept;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance audits(
                Frame frame, List<Answer> audits, List<String> environments, Form form, Answer problem);

        static native TemplateInstance audit(
                Frame frame, Answer report, String id, HistoryGraph graph, List<HistoryRow> rows, long left);
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String list() {
        return html(Form.fresh(), Answer.NOTHING);
    }

    @Requires(Verb.AUDIT)
    @POST
    @Blocking
    @Consumes(Pages.FORM)
    public Response audit(MultivaluedMap<String, String> sent) {
        Form form = kept.keep(sent, this::html);
        Reasons.require(form);
        Map<String, Object> request = new LinkedHashMap<>(form.request("directory", "scratchEnvironment", "reason"));
        if (!form.value("environment").isEmpty()) {
            request.put("environments", List.of(form.value("environment")));
        }
        Answer operation = api.post("/api/v1/audits", request, "Idempotency-Key", form.key());
        return Redirect.to("/console/operations/" + operation.text("id"));
    }

    private String html(Form form, Answer problem) {
        Answer audits = api.get("/api/v1/operations", "type", "AUDIT", "pageSize", "100");
        return Templates.audits(
                        frames.of("audits", "Audits").json("/api/v1/operations?type=AUDIT"),
                        audits.list("items"),
                        Pages.environments(api),
                        form,
                        problem)
                .render();
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("{id}")
    @Blocking
    public String get(@PathParam("id") String id) {
        Answer report = api.get("/api/v1/audits/{audit}", "audit", id);
        List<HistoryRow> rows = HistoryRow.of(report);
        return Templates.audit(
                        frames.of("audits", "Audit").json("/api/v1/audits/" + Shown.url(id)),
                        report,
                        Shown.url(id),
                        HistoryGraph.of(report),
                        rows.stream().limit(MOST_ROWS).toList(),
                        Math.max(0, rows.size() - MOST_ROWS))
                .render();
    }
}
