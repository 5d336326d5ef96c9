package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.tool.SqlTool;
import dev.migrationcontrol.conversion.tool.ToolUnavailable;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the configured Alembic prints of a project: every upgrade, and every downgrade that can be printed. */
@ApplicationScoped
public class AlembicTool {
    private static final String PRINTED = "the tool's output";

    private final SqlTool tool;
    private final TemporaryFolders folders;

    AlembicTool(SqlTool tool, TemporaryFolders folders) {
        this.tool = tool;
        this.folders = folders;
    }

    /**
     * What is to be printed.
     *
     * @param project the folder of alembic.ini
     * @param folder what the conversion is called by
     * @param settings in place of the project's own; null for those
     */
    public record Project(
            Path project,
            SourceFolder folder,
            AlembicOutput.Files files,
            BooleanSupplier ended,
            @Nullable Path settings) {
        public Project(Path project, SourceFolder folder, AlembicOutput.Files files, BooleanSupplier ended) {
            this(project, folder, files, ended, null);
        }

        SqlTool.Call call(String... arguments) {
            List<String> all = new ArrayList<>(settings == null ? List.of() : List.of("-c", settings.toString()));
            all.addAll(List.of(arguments));
            return new SqlTool.Call(AlembicOutput.SYSTEM, project, all, ended);
        }
    }

    /** How a failure before any revision begins: then the project's own environment is at fault. */
    private static final String BEFORE_ALL = "The tool failed before the first revision. ";

    /** Whether the project's environment could not be loaded, so that its revisions may be tried without it. */
    public static boolean lacksEnvironment(ToolUnavailable failure) {
        return failure.detail().contains(BEFORE_ALL);
    }

    /**
     * What the revisions alone print: in an environment of our own, with stand-ins for what they import and is missing. A
     * revision that needs more is printed up to there, with a line that begins with {@link AlembicAlone#CUT}.
     *
     * @param versions the folder of the revisions
     * @throws ToolUnavailable as {@link #convert}
     */
    public Conversion convertAlone(Project project, Path versions) {
        try (AlembicAlone alone = AlembicAlone.of(folders, versions)) {
            return convert(new Project(
                    project.project(), project.folder(), project.files(), project.ended(), alone.settings()));
        }
    }

    /** The nearest folder with an alembic.ini, from a folder upwards to another; the folder itself where there is none. */
    public static Path project(Path folder, Path top) {
        for (Path each = folder; each != null && each.startsWith(top); each = each.getParent()) {
            if (Files.isRegularFile(each.resolve("alembic.ini"), LinkOption.NOFOLLOW_LINKS)) {
                return each;
            }
        }
        return folder;
    }

    /** @throws ToolUnavailable when it is not configured, fails, or goes beyond a limit */
    public Conversion convert(Project project) {
        long deadline = tool.deadline();
        SqlTool.Printed upgrade = tool.run(project.call("upgrade", "heads", "--sql"));
        List<AlembicPart.Mark> marks = AlembicPart.marks(upgrade.text());
        if (marks.size() > AlembicPart.MOST) {
            throw new ToolUnavailable(
                    AlembicOutput.SYSTEM,
                    "The tool printed " + marks.size() + " revisions; at most " + AlembicPart.MOST + " are read.");
        }
        if (!upgrade.isWhole()) {
            throw new ToolUnavailable(
                    AlembicOutput.SYSTEM,
                    marks.isEmpty()
                            ? BEFORE_ALL + upgrade.lastWords()
                            : "The tool failed at revision "
                                    + marks.get(marks.size() - 1).to() + ". " + upgrade.lastWords(),
                    upgrade.words());
        }
        List<String> newestFirst =
                new ArrayList<>(marks.stream().map(AlembicPart.Mark::to).toList());
        Collections.reverse(newestFirst);
        return AlembicOutput.convert(
                project.folder(),
                project.files(),
                MigrationText.whole(PRINTED, upgrade.text(), false),
                downs(project, newestFirst, deadline));
    }

    /** Alembic prints the downgrades of one head at a time, and stops at the first that it cannot print. */
    private AlembicOutput.Downs downs(Project project, List<String> newestFirst, long deadline) {
        List<MigrationText> outputs = new ArrayList<>();
        Map<String, String> unprintable = new LinkedHashMap<>();
        Set<String> left = new LinkedHashSet<>(newestFirst);
        while (!left.isEmpty()) {
            tool.requireTime(AlembicOutput.SYSTEM, deadline);
            String from = left.iterator().next();
            SqlTool.Printed printed = tool.run(project.call("downgrade", from + ":base", "--sql"));
            List<AlembicPart.Mark> marks = new ArrayList<>(AlembicPart.marks(printed.text()));
            String whole = printed.text();
            if (!printed.isWhole() && marks.isEmpty()) {
                // It failed before any revision, and would again.
                left.forEach(id -> unprintable.put(id, printed.lastWords()));
                break;
            }
            if (!printed.isWhole()) {
                AlembicPart.Mark failed = marks.remove(marks.size() - 1);
                whole = whole.substring(0, failed.at());
                unprintable.put(failed.from(), printed.lastWords());
                left.remove(failed.from());
            }
            left.remove(from);
            marks.forEach(each -> left.remove(each.from()));
            if (!marks.isEmpty()) {
                outputs.add(MigrationText.whole(PRINTED, whole, false));
            }
        }
        return new AlembicOutput.Downs(outputs, unprintable);
    }
}
