package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.audit.ConversionCheck;
import dev.migrationcontrol.audit.TreeConversion;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.source.SystemReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/** Tells what the importers make of a system of an audited tree. */
@ApplicationScoped
class TreeConversionCheck implements ConversionCheck {
    @Override
    public Optional<TreeConversion> of(SystemReport system, Path tree) {
        return Importers.named(system.system())
                .filter(importer -> !system.system().equals("flyway"))
                .map(importer -> converted(importer, system, tree));
    }

    private static TreeConversion converted(Importer importer, SystemReport system, Path tree) {
        try {
            Conversion conversion = TreeSource.of(importer, system, tree).conversion();
            int undos = (int) conversion.migrations().stream()
                    .filter(each -> each.undoSql() != null)
                    .count();
            String error = TreeSource.firstError(conversion);
            return new TreeConversion(
                    system.system(), system.location(), conversion.migrations().size(), undos, error);
        } catch (Refusal e) {
            return new TreeConversion(system.system(), system.location(), 0, 0, e.detail());
        }
    }
}
