package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** What ran, who asked for it, why, and how long it took. */
@Path("/console/operations")
@Produces(Pages.HTML)
class OperationsResource {
    private final Api api;
    private final Frames frames;

    OperationsResource(Api api, Frames frames) {
        this.api = api;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance operations(Frame frame, Answer page, Query query, List<String> environments);
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        Answer page =
                api.get("/api/v1/operations", query.named("environment", "state", "type", "from", "to", "pageToken"));
        return Templates.operations(
                        frames.of("operations", "Operations").json("/api/v1/operations"),
                        page,
                        query,
                        Pages.environments(api))
                .render();
    }
}
