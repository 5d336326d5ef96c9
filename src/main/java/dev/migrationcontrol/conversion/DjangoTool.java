package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.conversion.tool.SqlTool;
import dev.migrationcontrol.conversion.tool.ToolUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the configured Django prints of a project: its plan, and each migration of it up and back. */
@ApplicationScoped
public class DjangoTool {
    public static final String SYSTEM = "django";
    private static final String MANAGE = "manage.py";
    private static final String NOTHING_LEFT = "No planned migration operations";
    private static final Pattern PLANNED =
            Pattern.compile("(?m)^\\[([ X])]\\s+(\\w+)\\.(\\S+?)(?: +\\.\\.\\. +\\(([^)]*)\\))?[ \\t]*\\r?$");

    private final SqlTool tool;

    DjangoTool(SqlTool tool) {
        this.tool = tool;
    }

    /**
     * What is to be printed.
     *
     * @param project the folder of manage.py
     * @param written the ids of migrations that have to be in the plan; empty where that is not known
     */
    public record Project(Path project, SourceFolder folder, Set<String> written, BooleanSupplier ended) {}

    /** The nearest folder with a manage.py, from a folder upwards to another; the folder itself where there is none. */
    public static Path project(Path folder, Path top) {
        for (Path each = folder; each != null && each.startsWith(top); each = each.getParent()) {
            if (Files.isRegularFile(each.resolve(MANAGE), LinkOption.NOFOLLOW_LINKS)) {
                return each;
            }
        }
        return folder;
    }

    private record Planned(String app, String name, boolean applied, List<String> parents) {
        String id() {
            return app + "." + name;
        }
    }

    /** @throws ToolUnavailable when it is not configured, fails, or goes beyond a limit */
    public Conversion convert(Project project) {
        long until = tool.deadline();
        ImportSession tree = new ImportSession(SYSTEM, project.folder(), TransactionStyle.STATEMENTS);
        List<Planned> plan = plan(project);
        for (Planned each : plan) {
            tool.requireTime(SYSTEM, until);
            String up = tool.print(call(project, "sqlmigrate", each.app(), each.name(), "--no-color"));
            new PrintedMigration(each.id(), block(each.id(), up), down(project, each, tree), each.parents())
                    .addTo(tree);
        }
        noteNames(plan, tool.print(call(project, "migrate", "--plan", "--no-color")), tree);
        noteOthers(plan, project.written(), tree);
        return tree.finish("topological, as Django plans them: every migration after those that it depends on");
    }

    private @Nullable MigrationText down(Project project, Planned each, ImportSession tree) {
        SqlTool.Printed down =
                tool.run(call(project, "sqlmigrate", each.app(), each.name(), "--backwards", "--no-color"));
        if (down.isWhole()) {
            return block(each.id(), down.text());
        }
        tree.findings()
                .warn(
                        "down-not-printed",
                        each.id(),
                        "Django cannot print the reverse of " + each.id() + ", so it has no undo script. "
                                + down.lastWords(),
                        "Write one, if it should be possible to roll it back.");
        return null;
    }

    private List<Planned> plan(Project project) {
        String printed = tool.print(call(project, "showmigrations", "--plan", "--verbosity", "2", "--no-color"));
        List<Planned> plan = new ArrayList<>();
        Matcher line = PLANNED.matcher(printed);
        while (line.find()) {
            plan.add(new Planned(
                    line.group(2),
                    line.group(3),
                    line.group(1).equals("X"),
                    line.group(4) == null
                            ? List.of()
                            : Arrays.asList(line.group(4).split(",\\s*"))));
        }
        if (plan.isEmpty()) {
            throw new ToolUnavailable(SYSTEM, "The tool plans no migration: showmigrations --plan lists none.");
        }
        return plan;
    }

    private static MigrationText block(String id, String text) {
        return MigrationText.whole(id, text, false);
    }

    private static SqlTool.Call call(Project project, String... arguments) {
        List<String> all = new ArrayList<>(List.of(MANAGE));
        all.addAll(Arrays.asList(arguments));
        return new SqlTool.Call(SYSTEM, project.project(), all, project.ended());
    }

    /** Django looks up the names of constraints in a database, and leaves out what it does not find there. */
    private static void noteNames(List<Planned> before, String left, ImportSession tree) {
        boolean stepped = before.stream().noneMatch(Planned::applied) && left.contains(NOTHING_LEFT);
        if (!stepped) {
            tree.findings()
                    .warn(
                            "names-from-database",
                            before.get(0).id(),
                            "Django looks up names of constraints and indexes in its database while it prints. That database was not"
                                    + " brought along migration by migration, so statements that drop such may be missing.",
                            "Let the configured tool apply each migration to a throw-away database after it was printed.");
        }
    }

    private static void noteOthers(List<Planned> plan, Set<String> written, ImportSession tree) {
        Set<String> apps = plan.stream().map(Planned::app).collect(Collectors.toCollection(TreeSet::new));
        written.stream()
                .map(id -> id.substring(0, id.indexOf('.')))
                .filter(app -> !apps.contains(app))
                .distinct()
                .sorted()
                .forEach(app -> tree.findings()
                        .warn(
                                "application-not-installed",
                                app,
                                "The project's settings do not install the application " + app
                                        + ", so its migrations were not printed.",
                                "Install it, or remove its migrations."));
    }
}
