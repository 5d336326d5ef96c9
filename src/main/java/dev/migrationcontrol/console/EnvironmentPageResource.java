package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What a database is, where it stands, and what happened to it. */
@Path("/console/environments/{environment}")
@Produces(Pages.HTML)
class EnvironmentPageResource {
    private static final String API = "/api/v1/environments/{environment}";

    private static final int MOST = 200;

    private final Api api;
    private final Frames frames;
    private final LiveParts live;

    EnvironmentPageResource(Api api, Frames frames, LiveParts live) {
        this.api = api;
        this.frames = frames;
        this.live = live;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance environment(Frame frame, EnvironmentPage page);

        static native TemplateInstance environment$live(EnvironmentPage page);
    }

    /**
     * @param migrations the newest 200 first; not there where the history cannot be read
     * @param drift the newest check for drift; nothing where there is none
     * @param mark of its state, or of the operation that is at work
     */
    record EnvironmentPage(
            Answer environment,
            Answer status,
            Mark mark,
            List<Answer> migrations,
            List<Answer> operations,
            List<Answer> plans,
            Answer drift) {
        public String base() {
            return "/console/environments/" + Shown.url(environment.text("name"));
        }

        /** Whether the database is what its history has built, as the newest check says. */
        public Mark driftMark() {
            long drifted = drift.list("objects").stream()
                            .filter(each -> !each.has("accepted"))
                            .count()
                    + drift.number("objectsLeftOut");
            return drift.isThere() ? Mark.ofDrift(drift.text("state"), drifted) : new Mark(Mark.NONE, "Not checked");
        }

        public boolean active() {
            return status.has("activeOperation");
        }
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get(@PathParam("environment") String environment) {
        String base = "/console/environments/" + Shown.url(environment);
        return Templates.environment(
                        frames.of("environments", environment)
                                .json("/api/v1/environments/" + Shown.url(environment) + "/status")
                                .live(base + "/live"),
                        page(environment))
                .render();
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("live")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(@PathParam("environment") String environment, @Context Sse sse) {
        return live.follow(
                api.follow("/api/v1/events", sse),
                sse,
                () -> new LiveParts.Parts(
                        Templates.environment$live(page(environment)).render(), false));
    }

    /** Begins a check for drift. */
    @Requires(Verb.PLAN)
    @POST
    @Path("drift")
    @Blocking
    public Response checkDrift(@PathParam("environment") String environment) {
        Answer begun = api.post(API + "/drift-checks", Map.of(), "environment", environment);
        return Redirect.to("/console/operations/" + begun.text("id"));
    }

    private EnvironmentPage page(String environment) {
        Answer status = api.get(API + "/status", "environment", environment);
        Answer operations = api.find("/api/v1/operations", "environment", environment, "pageSize", "20");
        Answer plans = api.find(API + "/plans", "environment", environment, "pageSize", "5");
        List<Answer> newest = operations == null ? List.of() : operations.list("items");
        Mark mark = status.has("activeOperation")
                ? new Mark(Mark.RUN, "At work")
                : Mark.ofStatus(status.text("state"), status.list("pending").size());
        Answer drift = api.find(API + "/drift", "environment", environment);
        return new EnvironmentPage(
                api.get(API, "environment", environment),
                status,
                mark,
                migrations(environment),
                newest,
                plans == null ? List.of() : plans.list("items"),
                drift == null ? Answer.NOTHING : drift);
    }

    /** What is not applied yet, then what was applied last: of a list in the order of the history the end. */
    private List<Answer> migrations(String environment) {
        List<Answer> all = new ArrayList<>();
        String token = "";
        do {
            Answer page = api.find(API + "/migrations", "environment", environment, "pageToken", token);
            if (page == null) {
                return List.of();
            }
            all.addAll(page.list("items"));
            token = page.text("nextPageToken");
        } while (!token.isEmpty());
        Collections.reverse(all);
        return all.subList(0, Math.min(MOST, all.size()));
    }
}
