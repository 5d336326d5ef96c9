package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.audit.Finding;
import dev.migrationcontrol.audit.Severity;
import dev.migrationcontrol.audit.TrialRun;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.source.SystemReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the scripts that the runner can try of a system of an audited tree. */
@ApplicationScoped
class TrialSources {
    private static final Pattern FLYWAY = Pattern.compile("([VUB]\\d[^/]*|R)__[^/]*\\.sql(\\.conf)?");

    /** Those whose lines move, because their systems leave out some. */
    private static final Set<String> MOVED_LINES = Set.of("sql-migrate", "mybatis");

    private final TrialTools tools;

    TrialSources(TrialTools tools) {
        this.tools = tools;
    }

    TrialScripts of(SystemReport system, TrialRun.Order order) {
        String id = system.system();
        try {
            if (TrialTools.print(id)) {
                return tools.of(system, order);
            }
            if (id.equals("flyway")) {
                String directory = directory(order.tree(), system.location());
                return flyway(folder(order.tree(), directory))
                        .with(FlywayPlaceholders.find(order.tree(), order.tree().resolve(directory)));
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

    static @Nullable String firstError(Conversion conversion) {
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
