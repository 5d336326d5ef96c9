package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;

/** An operation, and its cancellation. */
@Path("/console/operations/{id}")
@Produces(Pages.HTML)
class OperationResource {
    private static final String API = "/api/v1/operations/{id}";

    private final Api api;
    private final Frames frames;
    private final LiveParts live;
    private final KeptForm kept;

    OperationResource(Api api, Frames frames, LiveParts live, KeptForm kept) {
        this.api = api;
        this.frames = frames;
        this.live = live;
        this.kept = kept;
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get(@PathParam("id") String id) {
        return html(id, Form.fresh(), Answer.NOTHING);
    }

    private String html(String id, Form form, Answer problem) {
        OperationPage page = page(id, form, problem);
        Frame frame = frames.of("operations", Shown.title(page.operation())).json("/api/v1/operations/" + id);
        return page.html(page.finished() ? frame : frame.live("/console/operations/" + id + "/live"));
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("live")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(@PathParam("id") String id, @Context Sse sse) {
        return live.follow(api.follow(API + "/events", sse, "id", id), sse, () -> {
            OperationPage page = page(id, Form.fresh(), Answer.NOTHING);
            return new LiveParts.Parts(page.live(), page.finished());
        });
    }

    @Requires(Verb.VIEW)
    @POST
    @Path("cancel")
    @Blocking
    @Consumes(Pages.FORM)
    public Response cancel(@PathParam("id") String id, MultivaluedMap<String, String> sent) {
        Form form = kept.keep(sent, (said, problem) -> html(id, said, problem));
        Reasons.require(form);
        api.post(API + "/cancellations", form.request("reason"), "id", id, "Idempotency-Key", form.key());
        return Redirect.to("/console/operations/" + Shown.url(id));
    }

    private OperationPage page(String id, Form form, Answer problem) {
        Answer operation = api.get(API, "id", id);
        Answer events = api.find(API + "/past-events", "id", id, "order", "newest", "pageSize", "100");
        return new OperationView(
                        operation,
                        events == null ? List.of() : events.list("items"),
                        new Known(api, id, operation.at("request").text("plan")))
                .page(form, problem);
    }

    /** What the API knows of the scripts of an operation. */
    private record Known(Api api, String operation, String plan) implements OperationView.Scripts {
        @Override
        public Answer find(String environment, String script) {
            Answer found = api.find(
                    "/api/v1/environments/{environment}/script",
                    "environment",
                    environment,
                    "name",
                    script,
                    "operation",
                    operation);
            return found == null ? Answer.NOTHING : found;
        }

        @Override
        public int line(String script, long statement) {
            Answer read = plan.isEmpty() ? null : api.find("/api/v1/plans/{id}", "id", plan);
            return read == null
                    ? 0
                    : read.list("steps").stream()
                            .filter(each -> each.text("script").equals(script))
                            .flatMap(each -> each.list("statements").stream())
                            .filter(each -> each.number("number") == statement)
                            .mapToInt(each -> (int) each.number("line"))
                            .findFirst()
                            .orElse(0);
        }
    }
}
