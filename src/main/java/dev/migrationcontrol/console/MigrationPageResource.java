package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a migration is, and where it stands. */
@Path("/console/environments/{environment}/migrations")
@Produces(Pages.HTML)
class MigrationPageResource {
    private static final String SCRIPT = "/api/v1/environments/{environment}/script";

    private final Api api;
    private final Frames frames;

    MigrationPageResource(Api api, Frames frames) {
        this.api = api;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance migration(Frame frame, MigrationPage page);
    }

    /** @param undoLines the undo script's text; empty where there is none */
    record MigrationPage(
            String environment,
            String name,
            Answer script,
            List<SqlText.Line> lines,
            String undo,
            List<SqlText.Line> undoLines,
            List<Place> places) {}

    /** Where the migration is. */
    record Place(String environment, Mark mark, String when) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public String get(@PathParam("environment") String environment, @QueryParam("script") @Nullable String script) {
        String name = script == null ? "" : script;
        Answer matrix = api.get("/api/v1/matrix", "show", "all", "pageSize", "1");
        Answer row = row(name);
        Answer text = api.find(SCRIPT, "environment", environment, "name", name);
        String undo = row.text("undo");
        Answer undoText = undo.isEmpty() ? null : api.find(SCRIPT, "environment", environment, "name", undo);
        MigrationPage page = new MigrationPage(
                environment,
                name,
                text == null ? Answer.NOTHING : text,
                lines(text),
                undo,
                lines(undoText),
                places(matrix.list("environments"), row));
        String json = "/api/v1/environments/" + Shown.url(environment) + "/script?name=" + Shown.url(name);
        return Templates.migration(frames.of("environments", name).json(json), page)
                .render();
    }

    private static List<SqlText.Line> lines(@Nullable Answer script) {
        return script == null ? List.of() : SqlText.of(script.text("text"), 0, "");
    }

    /** The row of the script, wherever in the list it is. */
    private Answer row(String script) {
        String token = "";
        do {
            Answer page = api.get("/api/v1/matrix", "show", "all", "pageToken", token);
            for (Answer each : page.list("items")) {
                if (each.text("script").equals(script)) {
                    return each;
                }
            }
            token = page.text("nextPageToken");
        } while (!token.isEmpty());
        return Answer.NOTHING;
    }

    private static List<Place> places(List<Answer> environments, Answer row) {
        List<Place> places = new ArrayList<>();
        List<Answer> cells = row.list("cells");
        for (int at = 0; at < Math.min(cells.size(), environments.size()); at++) {
            Answer cell = cells.get(at);
            places.add(new Place(
                    environments.get(at).text("name"),
                    Mark.ofMigration(cell.text("state"), cell.text("problem")),
                    cell.text("installedAt")));
        }
        return places;
    }
}
