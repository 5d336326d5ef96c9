package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Goes to an operation, a plan or an environment that is named, or lists migrations that are like it. */
@Path("/console/find")
@Produces(Pages.HTML)
class FindResource {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private final Api api;
    private final Frames frames;

    FindResource(Api api, Frames frames) {
        this.api = api;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance find(Frame frame, String asked, List<Found> found);
    }

    record Found(String kind, String what, String href) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public Response find(@QueryParam("q") @Nullable String q) {
        String asked = q == null ? "" : q.strip();
        String shown = asked.substring(0, Math.min(LONGEST, asked.length()));
        String exact = exact(shown);
        if (!exact.isEmpty()) {
            return Redirect.to(exact);
        }
        return Response.ok(Templates.find(frames.of("environments", "Find"), shown, found(shown))
                        .render())
                .build();
    }

    private String exact(String asked) {
        if (ID.matcher(asked).matches()) {
            if (api.find("/api/v1/operations/{id}", "id", asked) != null) {
                return "/console/operations/" + asked;
            }
            return api.find("/api/v1/plans/{id}", "id", asked) == null ? "" : "/console/plans/" + asked;
        }
        return Pages.environments(api).contains(asked) ? "/console/environments/" + Shown.url(asked) : "";
    }

    /** A version as it is written counts more than a part of a name. */
    private List<Found> found(String asked) {
        String part = asked.toLowerCase(Locale.ROOT);
        List<Found> found = new ArrayList<>();
        if (part.isEmpty()) {
            return found;
        }
        for (String each : Pages.environments(api)) {
            if (each.contains(part)) {
                found.add(new Found("environment", each, "/console/environments/" + Shown.url(each)));
            }
        }
        String token = "";
        do {
            Answer page = api.get("/api/v1/matrix", "show", "all", "pageToken", token);
            page.list("items").forEach(each -> add(each, part, found));
            token = page.text("nextPageToken");
        } while (!token.isEmpty() && found.size() < MOST);
        return found.subList(0, Math.min(MOST, found.size()));
    }

    private static void add(Answer row, String part, List<Found> found) {
        Found migration = new Found(
                "migration",
                (row.has("version") ? row.text("version") + " " : "") + row.text("description"),
                "/console/migrations?script=" + Shown.url(row.text("script")));
        if (row.text("version").equals(part)) {
            found.add(0, migration);
        } else if (row.text("script").toLowerCase(Locale.ROOT).contains(part)
                || row.text("description").toLowerCase(Locale.ROOT).contains(part)) {
            found.add(migration);
        }
    }
}
