package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;

/** Which migration systems source trees have, and how they become one. */
@Path("/console/audits")
@Produces(Pages.HTML)
class AuditsResource {
    private final Api api;
    private final Frames frames;

    AuditsResource(Api api, Frames frames) {
        this.api = api;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance audits(Frame frame, List<Answer> audits, List<String> environments);

        static native TemplateInstance audit(Frame frame, Answer report, String id);
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String list() {
        Answer audits = api.get("/api/v1/operations", "type", "AUDIT", "pageSize", "100");
        return Templates.audits(
                        frames.of("audits", "Audits").json("/api/v1/operations?type=AUDIT"),
                        audits.list("items"),
                        Pages.environments(api))
                .render();
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("{id}")
    @Blocking
    public String get(@PathParam("id") String id) {
        Answer report = api.get("/api/v1/audits/{audit}", "audit", id);
        return Templates.audit(
                        frames.of("audits", "Audit").json("/api/v1/audits/" + Shown.url(id)), report, Shown.url(id))
                .render();
    }
}
