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

/** Who asked for what, and whether the record is whole. */
@Path("/console/journal")
@Produces(Pages.HTML)
class JournalPageResource {
    private final Api api;
    private final Frames frames;

    JournalPageResource(Api api, Frames frames) {
        this.api = api;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance journal(
                Frame frame, Answer page, Query query, List<String> environments, Answer proof);
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        Answer page =
                api.get("/api/v1/journal", query.named("environment", "kind", "operation", "from", "to", "pageToken"));
        Answer proof = query.value("prove").isEmpty() ? Answer.NOTHING : api.get("/api/v1/journal/verification");
        return Templates.journal(
                        frames.of("journal", "Journal").json("/api/v1/journal"),
                        page,
                        query,
                        Pages.environments(api),
                        proof)
                .render();
    }
}
