package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.problem.Refusal;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** What differs between two environments. */
@Path("/console/compare")
@Produces(Pages.HTML)
class ComparePageResource {
    private final Api api;
    private final Frames frames;

    ComparePageResource(Api api, Frames frames) {
        this.api = api;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance compare(
                Frame frame, Answer comparison, Query query, List<String> environments, String wrong);
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get(@Context UriInfo uri) {
        Query query = Query.of(uri);
        Answer comparison = Answer.NOTHING;
        String wrong = "";
        if (!query.value("left").isEmpty() && !query.value("right").isEmpty()) {
            try {
                comparison = api.get("/api/v1/comparisons", query.named("left", "right", "objects"));
            } catch (Refusal refused) {
                wrong = refused.detail();
            }
        }
        return Templates.compare(
                        frames.of("environments", "Compare"), comparison, query, Pages.environments(api), wrong)
                .render();
    }
}
