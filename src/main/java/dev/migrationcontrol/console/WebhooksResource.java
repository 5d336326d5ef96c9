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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether others were notified. */
@Path("/console/webhooks")
@Produces(Pages.HTML)
class WebhooksResource {
    private final Api api;
    private final Frames frames;
    private final KeptForm kept;

    WebhooksResource(Api api, Frames frames, KeptForm kept) {
        this.api = api;
        this.frames = frames;
        this.kept = kept;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance webhooks(Frame frame, WebhooksPage page);
    }

    record WebhooksPage(List<Answer> receivers, String chosen, List<Answer> deliveries, Form form, Answer problem) {}

    @Requires(Verb.ADMINISTER)
    @GET
    @Blocking
    public String get(@QueryParam("webhook") @Nullable String webhook) {
        return html(webhook == null ? "" : webhook, Form.fresh(), Answer.NOTHING);
    }

    @Requires(Verb.ADMINISTER)
    @POST
    @Blocking
    @Consumes(Pages.FORM)
    public Response retry(MultivaluedMap<String, String> sent) {
        Form form = kept.keep(sent, (said, problem) -> html(said.value("webhook"), said, problem));
        api.post(
                "/api/v1/webhooks/{webhook}/deliveries/{id}/retries",
                Map.of(),
                "webhook",
                form.value("webhook"),
                "id",
                form.value("delivery"),
                "Idempotency-Key",
                form.key());
        return Redirect.to("/console/webhooks?webhook=" + Shown.url(form.value("webhook")));
    }

    private String html(String chosen, Form form, Answer problem) {
        List<Answer> receivers = api.get("/api/v1/webhooks").list("items");
        String name =
                chosen.isEmpty() && !receivers.isEmpty() ? receivers.get(0).text("name") : chosen;
        List<Answer> deliveries = name.isEmpty()
                ? List.of()
                : api.get("/api/v1/webhooks/{webhook}/deliveries", "webhook", name)
                        .list("items");
        return Templates.webhooks(
                        frames.of("webhooks", "Webhooks").json("/api/v1/webhooks"),
                        new WebhooksPage(receivers, name, deliveries, form, problem))
                .render();
    }
}
