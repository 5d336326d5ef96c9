package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.audit.Finding;
import dev.migrationcontrol.audit.Severity;
import dev.migrationcontrol.audit.TrialRun;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SystemReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds the scripts that the runner can try of a system of an audited tree. */
@ApplicationScoped
class TrialSources {
    private static final Logger LOG = Logger.getLogger(TrialSources.class);
    private static final Pattern FLYWAY = Pattern.compile("([VU]\\d[^/]*|R)__[^/]*\\.sql(\\.conf)?");

    /** Those whose lines move, because their systems leave out some. */
    private static final Set<String> MOVED_LINES = Set.of("sql-migrate", "mybatis");

    private final SqlTool tool;

    TrialSources(SqlTool tool) {
        this.tool = tool;
    }

    TrialScripts of(SystemReport system, TrialRun.Order order) {
        String id = system.system();
        try {
            if (id.equals(AlembicOutput.SYSTEM)) {
                return alembic(system, order);
            }
            if (id.equals("flyway")) {
                return flyway(folder(order.tree(), directory(order.tree(), system.location())));
            }
            Optional<Importer> importer = Importers.named(id);
            return importer.isPresent()
                    ? imported(importer.get(), system, order.tree())
                    : TrialScripts.none("There is no importer for " + system.title() + ": what its migrations do is not"
                            + " plain SQL here.");
        } catch (Refusal e) {
            return TrialScripts.none(e.detail());
        }
    }

    private static TrialScripts imported(Importer importer, SystemReport system, Path tree) {
        String directory = directory(tree, system.location());
        SourceFolder folder = folder(tree, directory);
        String above = parent(directory);
        if (!importer.recognises(folder) && above != null && importer.recognises(folder(tree, above))) {
            directory = above;
            folder = folder(tree, above);
        }
        Conversion conversion = importer.convert(folder);
        String error = firstError(conversion);
        return error == null
                ? TrialScripts.of(conversion, directory, !MOVED_LINES.contains(importer.system()))
                : TrialScripts.none("It cannot be converted: " + error);
    }

    private static @Nullable String firstError(Conversion conversion) {
        return conversion.findings().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .map((Finding each) -> each.where() + ": " + each.detail())
                .findFirst()
                .orElse(null);
    }

    private static TrialScripts flyway(SourceFolder folder) {
        Map<String, String> files = new TreeMap<>();
        Map<String, TrialScripts.Place> places = new HashMap<>();
        FindingList findings = new FindingList();
        for (String file : folder.all()) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            if (FLYWAY.matcher(name).matches()) {
                folder.text(file, findings).ifPresent(text -> files.put(name, text));
                places.put(name, TrialScripts.place(folder.label(), file, 1));
            }
        }
        return TrialScripts.checked(files, places);
    }

    /** The only code of a tree that is ever run, and only where an operator configured the tool for it. */
    private TrialScripts alembic(SystemReport system, TrialRun.Order order) {
        if (order.uploaded()) {
            return TrialScripts.none("Its migrations are programs, and no tool is run in an uploaded tree.");
        }
        String directory = directory(order.tree(), system.location());
        Path project = project(order.tree(), directory);
        String upgrade = tool.print(AlembicOutput.SYSTEM, project, List.of("upgrade", "heads", "--sql"));
        Conversion conversion = AlembicOutput.convert(
                folder(order.tree(), directory), "the tool's output", upgrade, downgrade(project, system));
        String error = firstError(conversion);
        if (error != null) {
            return TrialScripts.none("It cannot be converted: " + error);
        }
        Map<String, String> files = new HashMap<>();
        system.migrations().forEach((MigrationReport each) -> files.put(each.version(), each.file()));
        Map<String, TrialScripts.Place> places = new HashMap<>();
        for (ConvertedMigration each : conversion.migrations()) {
            TrialScripts.Place place = new TrialScripts.Place(files.getOrDefault(each.oldId(), each.oldId()), 0);
            places.put(each.script(), place);
            places.put(String.valueOf(each.undoScript()), place);
        }
        return TrialScripts.checked(ConversionArchive.files(conversion), places);
    }

    /** Alembic prints the way back of one head at a time; what it cannot print is left out. Null where that is all. */
    private @Nullable Block downgrade(Path project, SystemReport system) {
        StringBuilder text = new StringBuilder();
        for (String head :
                system.history() == null ? List.<String>of() : system.history().heads()) {
            try {
                text.append(tool.print(AlembicOutput.SYSTEM, project, List.of("downgrade", head + ":base", "--sql")))
                        .append('\n');
            } catch (ToolUnavailable e) {
                LOG.debugf("No way back of %s: %s", head, e.detail());
            }
        }
        return text.indexOf("-- Running downgrade") < 0
                ? null
                : Block.whole("the tool's output", text.toString(), false);
    }

    private static Path project(Path tree, String directory) {
        for (String each = directory; each != null; each = parent(each)) {
            if (Files.isRegularFile(tree.resolve(each).resolve("alembic.ini"), LinkOption.NOFOLLOW_LINKS)) {
                return tree.resolve(each);
            }
        }
        return tree;
    }

    private static SourceFolder folder(Path tree, String directory) {
        return SourceFolder.open(
                tree.resolve(directory), directory, StandardCharsets.UTF_8, Map.of(), SourceLimits.USUAL);
    }

    /** A location may be a file that holds or lists everything. */
    private static String directory(Path tree, String location) {
        String above = parent(location);
        return Files.isDirectory(tree.resolve(location), LinkOption.NOFOLLOW_LINKS) || above == null ? location : above;
    }

    private static @Nullable String parent(String directory) {
        return directory.isEmpty() ? null : directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
    }
}
