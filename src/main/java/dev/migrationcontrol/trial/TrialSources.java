package dev.migrationcontrol.trial;

import dev.migrationcontrol.conversion.TreeSource;
import dev.migrationcontrol.conversion.importer.FlywayPlaceholders;
import dev.migrationcontrol.conversion.importer.Importer;
import dev.migrationcontrol.conversion.importer.Importers;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import dev.migrationcontrol.system.MigrationSystems;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the scripts that the runner can try of a system of an audited tree. */
@ApplicationScoped
class TrialSources {
    private static final Pattern FLYWAY = Pattern.compile("([VUB]\\d[^/]*|R)__[^/]*\\.sql(\\.conf)?");

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
            if (id.equals(MigrationSystems.FLYWAY)) {
                String directory = TreeSource.directory(order.tree(), system.location());
                Map<String, String> values = new HashMap<>(
                        FlywayPlaceholders.find(order.tree(), order.tree().resolve(directory)));
                values.putAll(order.environment().policy().placeholders());
                return flyway(TreeSource.folder(order.tree(), directory), values);
            }
            if (!system.hasScriptFiles()) {
                return TrialScripts.none(
                        system.migrations().isEmpty()
                                ? "The tree holds no migrations of it."
                                : "Its migrations are part of a program.");
            }
            Optional<Importer> importer = Importers.named(id);
            return importer.isPresent()
                    ? imported(importer.get(), system, order.tree())
                    : TrialScripts.none(
                            "There is no importer for " + system.title() + ": its migrations are not" + " plain SQL.");
        } catch (Refusal e) {
            return TrialScripts.none(e.detail());
        }
    }

    private static TrialScripts imported(Importer importer, SystemReport system, Path tree) {
        TreeSource source = TreeSource.of(importer, system, tree);
        Convertible convertible = Convertible.of(source.conversion(), TreeSource.folder(tree, source.directory()));
        if (convertible.error() != null) {
            return TrialScripts.none("It cannot be converted: " + convertible.error());
        }
        TrialScripts scripts = TrialScripts.of(
                        convertible.conversion(),
                        source.directory(),
                        !MigrationSystems.named(importer.system()).has(Trait.LEAVES_OUT_LINES))
                .without(convertible.leftOut());
        return MigrationSystems.named(importer.system()).has(Trait.VERIFIES) && scripts.why() == null
                ? SqitchVerifies.added(scripts, source.conversion(), TreeSource.folder(tree, source.directory()))
                : scripts;
    }

    private static TrialScripts flyway(SourceFolder folder, Map<String, String> values) {
        Map<String, String> files = new TreeMap<>();
        Map<String, TrialScripts.Place> places = new HashMap<>();
        Findings findings = new Findings();
        for (String file : folder.all()) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            if (FLYWAY.matcher(name).matches()) {
                folder.text(file, findings).ifPresent(text -> files.put(name, text));
                places.put(name, TrialScripts.place(folder.label(), file, 1));
            }
        }
        PlaceholderCut cut = new PlaceholderCut(values, places);
        return TrialScripts.checked(cut.of(files), places)
                .without(cut.leftOut())
                .with(values);
    }
}
