package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first page. */
@Path("/console")
@Produces(Pages.HTML)
class MatrixResource {
    private static final String NEWEST = "200";

    /** In seconds; what an operation or a script changes is seen at once. */
    private static final String MAXIMUM_AGE = "5";

    /** In seconds: a page does not wait for an environment that is slow, and says how old its look is. */
    private static final String MEANWHILE_AGE = "60";

    private final Api api;
    private final Frames frames;
    private final LiveParts live;
    private final Clock clock;

    MatrixResource(Api api, Frames frames, LiveParts live, Clock clock) {
        this.api = api;
        this.frames = frames;
        this.live = live;
        this.clock = clock;
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get(@QueryParam("show") @Nullable String show, @QueryParam("page") @Nullable String page) {
        boolean all = "all".equals(show);
        Frame frame = frames.of("environments", "Environments").json("/api/v1/matrix");
        return page(all, page == null ? "" : page, MEANWHILE_AGE).html(all ? frame : frame.live("/console/live"));
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("live")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(@Context Sse sse) {
        return live.follow(api.follow("/api/v1/events", sse), sse, this::known);
    }

    /** What is known at once; then what new looks find, where some are due. */
    private LiveParts.Parts known() {
        MatrixPage page = page(false, "", MEANWHILE_AGE);
        boolean due = page.oldest() > Long.parseLong(MAXIMUM_AGE);
        return new LiveParts.Parts(
                page.live(),
                false,
                due ? () -> new LiveParts.Parts(page(false, "", "0").live(), false) : null);
    }

    private MatrixPage page(boolean all, String token, String meanwhile) {
        String show = all ? "all" : "differences";
        Answer matrix = api.get(
                "/api/v1/matrix",
                "show",
                show,
                "maximumAge",
                MAXIMUM_AGE,
                "meanwhileAge",
                meanwhile,
                "pageToken",
                token);
        Answer operations = api.find("/api/v1/operations", "pageSize", NEWEST);
        List<Answer> newest = operations == null ? null : operations.list("items");
        Answer glass = api.find("/api/v1/break-glass", "open", "true", "pageSize", "10");
        List<Answer> open = glass == null ? List.of() : glass.list("items");
        return new MatrixView(matrix, newest, open, all, clock.instant()).page();
    }
}
