package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.importer.CodeMigrations;
import dev.migrationcontrol.conversion.importer.Importer;
import dev.migrationcontrol.conversion.importer.Importers;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConversionLimits;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.tool.ToolUnavailable;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.system.MigrationSystems;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts one source, in the way that its request asks for. */
@ApplicationScoped
class SourceConversion {
    private final SourceRoots roots;
    private final AlembicTool alembic;
    private final DjangoTool django;
    private final Environments environments;
    private final BaselineSource baselines;

    SourceConversion(
            SourceRoots roots,
            AlembicTool alembic,
            DjangoTool django,
            Environments environments,
            BaselineSource baselines) {
        this.roots = roots;
        this.alembic = alembic;
        this.django = django;
        this.environments = environments;
        this.baselines = baselines;
    }

    /** A system that is named by an old spelling is converted nevertheless, and a finding says so. */
    Conversion convert(SourceRequest source) {
        SourceRequest current = source.current();
        Conversion conversion = convertAs(current);
        if (current == source) {
            return conversion;
        }
        List<Finding> findings = new ArrayList<>(conversion.findings());
        findings.add(Finding.oldSpelling(
                source.requireDirectory(), String.valueOf(source.system()), String.valueOf(current.system())));
        return new Conversion(conversion.migrations(), List.copyOf(findings), conversion.order());
    }

    private Conversion convertAs(SourceRequest source) {
        String directory = source.requireDirectory();
        Path path = roots.require(directory);
        SourceFolder folder =
                SourceFolder.open(path, directory, source.charset(), source.knownVariables(), ConversionLimits.USUAL);
        if (source.baselineOf() != null) {
            return baseline(source.baselineOf(), system(source, folder), folder);
        }
        if (source.schemaDump() != null) {
            String dump = text(folder, source.schemaDump());
            return SchemaBaseline.convert(system(source, folder), folder, source.schemaDump(), dump);
        }
        if (Boolean.TRUE.equals(source.runTool())) {
            return printed(system(source, folder), folder, path);
        }
        return source.sqlOutput() == null
                ? imported(source, folder)
                : output(source, system(source, folder), folder, source.sqlOutput());
    }

    private static Conversion imported(SourceRequest source, SourceFolder folder) {
        String system = source.system();
        if (system == null) {
            return Importers.of(folder).map(each -> each.convert(folder)).orElseThrow(() -> unrecognised(folder));
        }
        Optional<Importer> importer = Importers.named(system);
        if (importer.isEmpty() && CodeMigrations.areOf(system)) {
            throw new CodeOnlyMigrations(folder.label(), system);
        }
        return importer.orElseThrow(() -> new SourceUnrecognised(
                        folder.label(),
                        "There is no importer for the system '" + system + "'; known are "
                                + String.join(", ", Importers.systems()) + ".",
                        Importers.systems()))
                .convert(folder);
    }

    private static RuntimeException unrecognised(SourceFolder folder) {
        return CodeMigrations.find(folder)
                .<RuntimeException>map(code -> new CodeOnlyMigrations(folder.label(), code))
                .orElseGet(() -> new SourceUnrecognised(
                        folder.label(),
                        "The folder " + folder.label()
                                + " does not have the layout of a known system. Name the folder of the"
                                + " migrations itself, and the system.",
                        Importers.systems()));
    }

    private static String system(SourceRequest source, SourceFolder folder) {
        return source.system() != null
                ? source.system()
                : CodeMigrations.find(folder).orElse(MigrationSystems.CUSTOM);
    }

    private Conversion baseline(String name, String system, SourceFolder folder) {
        Environment environment = environments.require(name);
        BaselineSource.Live live = baselines.read(environment, system);
        return SchemaBaseline.live(system, folder, "schema of " + name, live);
    }

    private static Conversion output(SourceRequest source, String system, SourceFolder folder, String output) {
        if (!system.equals(AlembicOutput.SYSTEM)) {
            SourceFolder files = folder.within(output);
            if (files == folder) {
                throw new UnknownSource(folder.label() + "/" + output);
            }
            return SqlFilesOutput.convert(system, folder, files);
        }
        String undo = source.undoSqlOutput();
        AlembicOutput.Downs downs = undo == null
                ? AlembicOutput.Downs.NONE
                : new AlembicOutput.Downs(List.of(MigrationText.whole(undo, text(folder, undo), false)), Map.of());
        return AlembicOutput.convert(
                folder,
                AlembicOutput.Files.of(folder),
                MigrationText.whole(output, text(folder, output), false),
                downs);
    }

    private Conversion printed(String system, SourceFolder folder, Path path) {
        Path root = roots.rootOf(path);
        return switch (system) {
            case AlembicOutput.SYSTEM ->
                alembic.convert(new AlembicTool.Project(
                        AlembicTool.project(path, root), folder, AlembicOutput.Files.of(folder), () -> false));
            case DjangoTool.SYSTEM ->
                django.convert(new DjangoTool.Project(
                        DjangoTool.project(path, root),
                        folder,
                        DjangoTree.read(folder).keySet(),
                        () -> false));
            default ->
                throw new ToolUnavailable(
                        system,
                        "Only Alembic's and Django's tools are run here. Give the output of " + system
                                + " as sqlOutput.");
        };
    }

    private static String text(SourceFolder folder, String file) {
        if (!folder.has(file)) {
            throw new UnknownSource(folder.label() + "/" + file);
        }
        Findings findings = new Findings();
        return folder.text(file, findings).orElseThrow(() -> new SourceNotConvertible(findings.list()));
    }
}
