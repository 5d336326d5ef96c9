package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.TreeObjects.OfMigration;
import dev.migrationcontrol.audit.database.DatabaseAudits;
import dev.migrationcontrol.audit.database.DatabaseUnreachable;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.tree.TreeTexts;
import dev.migrationcontrol.sql.SqlWords;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Holds the objects of databases against the migrations that they record. */
@Singleton
final class TreeObjectComparison {
    private static final Logger LOG = Logger.getLogger(TreeObjectComparison.class);

    private final Environments environments;
    private final DatabaseAudits audits;
    private final TreeAuditConfig config;

    TreeObjectComparison(Environments environments, DatabaseAudits audits, TreeAuditConfig config) {
        this.environments = environments;
        this.audits = audits;
        this.config = config;
    }

    /**
     * Blocks. Environments that could not be reached, or that record nothing of the tree, are left out.
     *
     * @throws IOException when the tree is not there any more
     */
    List<TreeObjects> compare(List<TreeReconciliation> recorded, List<SystemReport> systems, Path tree)
            throws IOException {
        TreeTexts texts = new TreeTexts(tree, config.limits());
        Map<String, List<TreeReconciliation>> byEnvironment = recorded.stream()
                .filter(each -> each.location() != null)
                .collect(Collectors.groupingBy(
                        TreeReconciliation::environment, LinkedHashMap::new, Collectors.toList()));
        List<TreeObjects> all = new ArrayList<>();
        byEnvironment.forEach((environment, each) -> {
            RecordedMigrations migrations = RecordedMigrations.of(each, systems);
            SqlWords words = migrations.words(texts);
            try {
                DatabaseAudits.Holdings there = audits.holdings(environments.require(environment), words);
                all.add(new TreeObjects(
                        environment,
                        there.objects(),
                        words.haveCode(),
                        in(migrations.recordedTables(), there, false),
                        in(migrations.otherTables(), there, true)));
            } catch (DatabaseUnreachable e) {
                // It answered a moment ago; what it recorded is reported, its objects are not.
            } catch (RuntimeException e) {
                LOG.errorf(e, "The objects of %s could not be compared", environment);
            }
        });
        return all;
    }

    private static List<OfMigration> in(List<OfMigration> tables, DatabaseAudits.Holdings there, boolean present) {
        return tables.stream()
                .filter(each -> there.catalogue().hasRelation(each.table()) == present)
                .toList();
    }
}
