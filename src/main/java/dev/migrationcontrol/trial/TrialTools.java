package dev.migrationcontrol.trial;

import dev.migrationcontrol.conversion.AlembicAlone;
import dev.migrationcontrol.conversion.AlembicOutput;
import dev.migrationcontrol.conversion.AlembicTool;
import dev.migrationcontrol.conversion.AlembicTree;
import dev.migrationcontrol.conversion.ConversionArchive;
import dev.migrationcontrol.conversion.DjangoTool;
import dev.migrationcontrol.conversion.TreeSource;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.tool.SqlTool;
import dev.migrationcontrol.conversion.tool.ToolUnavailable;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SystemReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The only code of a tree that is ever run, and only where an operator configured the tool for it. */
@ApplicationScoped
class TrialTools {
    private final SqlTool tool;
    private final AlembicTool alembic;
    private final DjangoTool django;

    TrialTools(SqlTool tool, AlembicTool alembic, DjangoTool django) {
        this.tool = tool;
        this.alembic = alembic;
        this.django = django;
    }

    static boolean print(String system) {
        return system.equals(AlembicOutput.SYSTEM) || system.equals(DjangoTool.SYSTEM);
    }

    /** The systems as they are tried: all applications of one Django project together. */
    static List<SystemReport> units(List<SystemReport> systems, Path tree) {
        Map<String, SystemReport> units = new LinkedHashMap<>();
        for (SystemReport each : systems) {
            if (each.system().equals(DjangoTool.SYSTEM)) {
                Path project = DjangoTool.project(tree.resolve(each.location()), tree);
                String location = tree.relativize(project).toString();
                units.merge(DjangoTool.SYSTEM + ":" + location, at(each, location), TrialTools::together);
            } else {
                units.put(each.system() + ":" + each.location(), each);
            }
        }
        return List.copyOf(units.values());
    }

    private static SystemReport at(SystemReport system, String location) {
        return with(system, location, system.migrations());
    }

    private static SystemReport together(SystemReport one, SystemReport two) {
        return with(
                one,
                one.location(),
                Stream.concat(one.migrations().stream(), two.migrations().stream())
                        .toList());
    }

    private static SystemReport with(SystemReport system, String location, List<MigrationReport> migrations) {
        return new SystemReport(
                system.system(),
                system.title(),
                location,
                system.database(),
                system.versionTable(),
                system.evidence(),
                null,
                migrations,
                system.runner());
    }

    /** @throws ToolUnavailable when the tool gives no SQL */
    TrialScripts of(SystemReport system, TrialRun.Order order) {
        if (order.uploaded()) {
            return TrialScripts.none("Its migrations are programs, and no tool is run in an uploaded tree.");
        }
        tool.requireConfigured(system.system());
        BooleanSupplier ended =
                () -> order.run().stop().why() != null || order.run().isCancelled();
        boolean isDjango = system.system().equals(DjangoTool.SYSTEM);
        return isDjango ? django(system, order, ended) : alembic(system, order, ended);
    }

    private TrialScripts alembic(SystemReport system, TrialRun.Order order, BooleanSupplier ended) {
        Map<String, AlembicTree.Revision> revisions = new HashMap<>();
        order.systems().stream()
                .filter(each -> each.system().equals(AlembicOutput.SYSTEM))
                .forEach(each -> revisions.putAll(AlembicTree.read(TreeSource.folder(order.tree(), each.location()))));
        SourceFolder folder = TreeSource.folder(order.tree(), system.location());
        Set<String> own = AlembicTree.read(folder).keySet();
        Path project = AlembicTool.project(order.tree().resolve(system.location()), order.tree());
        AlembicTool.Project whole =
                new AlembicTool.Project(project, folder, new AlembicOutput.Files(revisions, own), ended);
        Map<String, String> files = new HashMap<>();
        system.migrations().forEach((MigrationReport each) -> files.put(each.version(), each.file()));
        try {
            return scripts(alembic.convert(whole), files);
        } catch (ToolUnavailable e) {
            if (!AlembicTool.lacksEnvironment(e)) {
                throw e;
            }
            return alone(whole, order.tree().resolve(system.location()), files, e);
        }
    }

    /** Without the project's environment, which cannot be loaded here. */
    private TrialScripts alone(
            AlembicTool.Project project, Path versions, Map<String, String> files, ToolUnavailable failure) {
        Conversion conversion;
        try {
            conversion = alembic.convertAlone(project, versions);
        } catch (ToolUnavailable e) {
            throw failure;
        }
        List<LeftOut> cut = new ArrayList<>();
        Set<String> without = new HashSet<>();
        for (ConvertedMigration each : conversion.migrations()) {
            String file = files.getOrDefault(each.oldId(), each.oldId());
            AlembicAlone.cut(each.sql())
                    .ifPresent(why -> cut.add(LeftOut.unfit(
                            file,
                            "What the revision does could not be printed to its end: " + why + ".",
                            project.folder().glance(name(project.folder(), file)))));
            AlembicAlone.cut(each.undoSql()).ifPresent(why -> without.add(String.valueOf(each.undoScript())));
        }
        return scripts(conversion, files, without)
                .without(cut)
                .noting("The project's own environment cannot be loaded (" + failure.detail()
                        + "), so its revisions were"
                        + " tried alone, with stand-ins for what they import and is missing: types of those are text.");
    }

    private static String name(SourceFolder folder, String file) {
        return folder.all().stream()
                .filter(each -> file.endsWith("/" + each) || file.equals(each))
                .findFirst()
                .orElse(file);
    }

    private TrialScripts django(SystemReport system, TrialRun.Order order, BooleanSupplier ended) {
        Map<String, String> files = new HashMap<>();
        system.migrations().forEach((MigrationReport each) -> files.put(id(each), each.file()));
        Path project = order.tree().resolve(system.location());
        Conversion conversion = django.convert(
                new DjangoTool.Project(project, SourceFolder.empty(system.location()), files.keySet(), ended));
        return scripts(conversion, files);
    }

    /** Of {@code shop/migrations/0001_initial.py}: {@code shop.0001_initial}. */
    private static String id(MigrationReport migration) {
        Path folder = Path.of(migration.file()).getParent();
        Path app = folder == null ? null : folder.getParent();
        return (app == null ? "" : app.getFileName()) + "." + migration.version();
    }

    private static TrialScripts scripts(Conversion conversion, Map<String, String> files) {
        return scripts(conversion, files, Set.of());
    }

    /** @param without the names of scripts that are not tried */
    private static TrialScripts scripts(Conversion conversion, Map<String, String> files, Set<String> without) {
        List<Finding> findings = conversion.findings().stream()
                .filter(each -> each.severity() == Severity.WARNING)
                .map(each -> at(each, files))
                .toList();
        String error = TreeSource.firstError(conversion);
        if (error != null) {
            return TrialScripts.none("It cannot be converted: " + error);
        }
        Map<String, TrialScripts.Place> places = new HashMap<>();
        for (ConvertedMigration each : conversion.migrations()) {
            TrialScripts.Place place = new TrialScripts.Place(files.getOrDefault(each.oldId(), each.oldId()), 0);
            places.put(each.script(), place);
            places.put(String.valueOf(each.undoScript()), place);
        }
        Map<String, String> tried = new HashMap<>(ConversionArchive.files(conversion));
        without.forEach(each -> {
            tried.remove(each);
            tried.remove(each + ".conf");
        });
        return TrialScripts.checked(tried, places).saying(findings);
    }

    /** At the file of the migration; the line of what was printed is no line of it. */
    private static Finding at(Finding finding, Map<String, String> files) {
        String id = finding.where().replaceFirst(":\\d+$", "");
        String file = files.entrySet().stream()
                .filter(each -> each.getKey().equals(id) || each.getValue().endsWith("/" + id))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(id);
        return new Finding(finding.rule(), finding.severity(), file, finding.detail(), finding.remedy());
    }
}
