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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** What waits for a person: plans to approve, changes of an emergency to review; and what may not change now. */
@Path("/console/approvals")
@Produces(Pages.HTML)
class ApprovalsResource {
    private final Api api;
    private final Frames frames;
    private final KeptForm kept;

    ApprovalsResource(Api api, Frames frames, KeptForm kept) {
        this.api = api;
        this.frames = frames;
        this.kept = kept;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance approvals(Frame frame, ApprovalsPage page);
    }

    /** @param uses changes that were made with broken glass and that nobody has reviewed */
    record ApprovalsPage(List<Answer> plans, List<Answer> uses, List<Answer> freezes, Form form, Answer problem) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get() {
        return html(Form.fresh(), Answer.NOTHING);
    }

    @Requires(Verb.VIEW)
    @POST
    @Blocking
    @Consumes(Pages.FORM)
    public Response review(MultivaluedMap<String, String> sent) {
        Form form = kept.keep(sent, this::html);
        api.post(
                "/api/v1/break-glass/{operation}/reviews",
                form.value("comment").isEmpty() ? Map.of() : form.request("comment"),
                "operation",
                form.value("operation"));
        return Redirect.to("/console/approvals");
    }

    private String html(Form form, Answer problem) {
        Answer uses = api.find("/api/v1/break-glass", "open", "true");
        Answer freezes = api.find("/api/v1/freezes");
        ApprovalsPage page = new ApprovalsPage(
                api.get("/api/v1/approvals").list("items"),
                uses == null ? List.of() : uses.list("items"),
                freezes == null
                        ? List.of()
                        : freezes.list("items").stream()
                                .filter(each -> each.flag("active"))
                                .toList(),
                form,
                problem);
        return Templates.approvals(frames.of("approvals", "Approvals"), page).render();
    }
}
