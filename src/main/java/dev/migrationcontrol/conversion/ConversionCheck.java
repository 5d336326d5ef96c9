package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.importer.Importer;
import dev.migrationcontrol.conversion.importer.Importers;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.system.MigrationSystems;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what the importers make of the systems of an audited tree. */
@ApplicationScoped
public class ConversionCheck {
    /**
     * What they make.
     *
     * @param conversions for each system that is converted from its files
     * @param history of those together that can be converted; null when none can
     */
    public record Checked(
            List<TreeConversion> conversions, @Nullable ConvertedHistory history) {}

    private record One(TreeConversion shown, @Nullable Conversion made) {}

    /** Blocks; runs nothing of the tree. */
    public Checked check(List<SystemReport> systems, Path tree) {
        List<One> all =
                systems.stream().flatMap(each -> of(each, tree).stream()).toList();
        return new Checked(all.stream().map(One::shown).toList(), history(all));
    }

    private static Optional<One> of(SystemReport system, Path tree) {
        return Importers.named(system.system())
                .filter(importer -> !system.system().equals(MigrationSystems.FLYWAY) && system.hasScriptFiles())
                .map(importer -> converted(importer, system, tree));
    }

    private static One converted(Importer importer, SystemReport system, Path tree) {
        try {
            TreeSource source = TreeSource.of(importer, system, tree);
            Conversion conversion = source.conversion();
            List<ConvertedMigration> made = conversion.migrations();
            int undos =
                    (int) made.stream().filter(each -> each.undoSql() != null).count();
            String error = TreeSource.firstError(conversion);
            TreeConversion shown = new TreeConversion(
                    system.system(),
                    system.location(),
                    source.directory(),
                    made.isEmpty() ? null : made.get(0).script(),
                    made.isEmpty() ? null : made.get(made.size() - 1).script(),
                    made.size(),
                    undos,
                    error);
            return new One(shown, made.isEmpty() ? null : conversion);
        } catch (Refusal e) {
            return new One(
                    new TreeConversion(
                            system.system(), system.location(), system.location(), null, null, 0, 0, e.detail()),
                    null);
        }
    }

    private static @Nullable ConvertedHistory history(List<One> all) {
        List<One> made = all.stream().filter(each -> each.made() != null).toList();
        if (made.isEmpty()) {
            return null;
        }
        SourceMerge.Merged merged = SourceMerge.merge(
                made.stream().flatMap(each -> Stream.ofNullable(each.made())).toList());
        List<ConvertedHistory.Entry> entries = new ArrayList<>();
        for (int i = 0; i < merged.sources().size(); i++) {
            ConvertedMigration each = merged.conversion().migrations().get(i);
            entries.add(new ConvertedHistory.Entry(
                    each.version(),
                    each.script(),
                    each.system(),
                    made.get(merged.sources().get(i)).shown().location(),
                    each.oldId()));
        }
        return new ConvertedHistory(merged.conversion().order(), entries);
    }
}
