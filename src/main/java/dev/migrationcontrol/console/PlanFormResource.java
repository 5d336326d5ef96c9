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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for a plan of an upgrade or of a rollback; nothing but the plan is made. */
@Path("/console/environments/{environment}/{change:upgrade|rollback}")
@Produces(Pages.HTML)
class PlanFormResource {
    private static final String API = "/api/v1/environments/{environment}";

    private final Api api;
    private final Frames frames;
    private final KeptForm kept;

    PlanFormResource(Api api, Frames frames, KeptForm kept) {
        this.api = api;
        this.frames = frames;
        this.kept = kept;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance planform(Frame frame, FormPage page);
    }

    /**
     * @param versions that can be chosen, the best choice first
     * @param operation whose migrations are to be undone; empty where a version is asked for
     */
    record FormPage(
            String environment,
            boolean undoes,
            Answer status,
            List<Answer> versions,
            String target,
            String operation,
            Answer problem) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get(
            @PathParam("environment") String environment,
            @PathParam("change") String change,
            @QueryParam("to") @Nullable String to,
            @QueryParam("operation") @Nullable String operation) {
        return html(environment, change, to == null ? "" : to, operation == null ? "" : operation, Answer.NOTHING);
    }

    @Requires(Verb.PLAN)
    @POST
    @Blocking
    @Consumes(Pages.FORM)
    public Response plan(
            @PathParam("environment") String environment,
            @PathParam("change") String change,
            MultivaluedMap<String, String> sent) {
        Form form = kept.keep(
                sent, (said, problem) -> html(environment, change, said.value("to"), said.value("operation"), problem));
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("type", change.equals("rollback") ? "ROLLBACK" : "UPGRADE");
        if (!form.value("operation").isEmpty()) {
            request.put("operation", form.value("operation"));
        } else if (!form.value("to").isEmpty()) {
            request.put("targetVersion", form.value("to"));
        } else if (change.equals("rollback")) {
            request.put("steps", 1);
        }
        if (form.value("rehearse").equals("true")) {
            request.put("rehearse", true);
        }
        Answer made = api.post(API + "/plans", request, "environment", environment, "Idempotency-Key", form.key());
        return Redirect.to(
                made.has("steps") && made.has("digest")
                        ? "/console/plans/" + made.text("id")
                        : "/console/operations/" + made.text("id"));
    }

    private String html(String environment, String change, String target, String operation, Answer problem) {
        boolean undoes = change.equals("rollback");
        Answer status = api.get(API + "/status", "environment", environment);
        FormPage page = new FormPage(
                environment,
                undoes,
                status,
                undoes ? applied(environment) : pending(status),
                target,
                operation,
                problem);
        String title = undoes ? "Roll back " + environment : "Upgrade " + environment;
        String json = "/api/v1/environments/" + Shown.url(environment) + "/status";
        return Templates.planform(frames.of("environments", title).json(json), page)
                .render();
    }

    /** The newest first: to go all the way is what most want. */
    private static List<Answer> pending(Answer status) {
        List<Answer> pending = new ArrayList<>(status.list("pending").stream()
                .filter(each -> each.has("version"))
                .toList());
        Collections.reverse(pending);
        return pending;
    }

    /** Where a rollback can lead to; the version right below the newest first. */
    private List<Answer> applied(String environment) {
        List<Answer> applied = new ArrayList<>();
        String token = "";
        do {
            Answer page = api.get(API + "/migrations", "environment", environment, "pageToken", token);
            page.list("items").stream()
                    .filter(each -> each.has("version") && each.has("installedAt"))
                    .filter(each -> !each.text("state").equals("DELETED"))
                    .forEach(applied::add);
            token = page.text("nextPageToken");
        } while (!token.isEmpty());
        Collections.reverse(applied);
        return applied.isEmpty() ? applied : applied.subList(1, applied.size());
    }
}
