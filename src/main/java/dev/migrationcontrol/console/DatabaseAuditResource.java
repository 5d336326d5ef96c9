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

/** What a database itself says of its migration systems. */
@Path("/console/environments/{environment}/audit")
@Produces(Pages.HTML)
class DatabaseAuditResource {
    private final Api api;
    private final Frames frames;

    DatabaseAuditResource(Api api, Frames frames) {
        this.api = api;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance databaseaudit(Frame frame, Answer report);
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get(@PathParam("environment") String environment) {
        Answer report = api.get("/api/v1/environments/{environment}/audit", "environment", environment);
        String json = "/api/v1/environments/" + Shown.url(environment) + "/audit";
        return Templates.databaseaudit(
                        frames.of("audits", "Audit of " + environment).json(json), report)
                .render();
    }
}
