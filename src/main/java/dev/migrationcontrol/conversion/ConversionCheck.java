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
import java.util.List;
import java.util.Optional;

/** Says what the importers make of a system of an audited tree. */
@ApplicationScoped
public class ConversionCheck {
    /** Empty for a system that is not converted from its files. Blocks; runs nothing of the tree. */
    public Optional<TreeConversion> of(SystemReport system, Path tree) {
        return Importers.named(system.system())
                .filter(importer -> !system.system().equals(MigrationSystems.FLYWAY) && system.hasScriptFiles())
                .map(importer -> converted(importer, system, tree));
    }

    private static TreeConversion converted(Importer importer, SystemReport system, Path tree) {
        try {
            TreeSource source = TreeSource.of(importer, system, tree);
            Conversion conversion = source.conversion();
            List<ConvertedMigration> made = conversion.migrations();
            int undos =
                    (int) made.stream().filter(each -> each.undoSql() != null).count();
            String error = TreeSource.firstError(conversion);
            return new TreeConversion(
                    system.system(),
                    system.location(),
                    source.directory(),
                    made.isEmpty() ? null : made.get(0).script(),
                    made.isEmpty() ? null : made.get(made.size() - 1).script(),
                    made.size(),
                    undos,
                    error);
        } catch (Refusal e) {
            return new TreeConversion(
                    system.system(), system.location(), system.location(), null, null, 0, 0, e.detail());
        }
    }
}
