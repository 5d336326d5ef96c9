package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.SourceFolder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every importer, the ones with the surest signs first. */
public final class Importers {
    private static final List<Importer> OWN = List.of(
            new GooseImporter(),
            new DbmateImporter(),
            new SqlMigrateImporter(),
            new LiquibaseImporter(),
            new GraphileMigrateImporter(),
            new MyBatisImporter(),
            new SqitchImporter(),
            new PrismaImporter(),
            new DrizzleImporter(),
            new DieselImporter(),
            new NodePgMigrateImporter(),
            new AtlasImporter(),
            new RefineryImporter(),
            new FlywayImporter(),
            new SqlxImporter(),
            new GolangMigrateImporter(),
            new SupabaseImporter(),
            new HasuraImporter(),
            new DbMigrateImporter(),
            new AerichImporter(),
            new TemporalImporter(),
            new DbUpImporter(),
            new CustomImporter());
    private static final List<Importer> ALL = Stream.of(SectionsImporter.all(), PairedImporter.all(), OWN)
            .flatMap(List::stream)
            .toList();

    private Importers() {}

    public static Optional<Importer> named(String system) {
        return ALL.stream().filter(each -> each.system().equals(system)).findFirst();
    }

    public static Optional<Importer> of(SourceFolder folder) {
        return ALL.stream().filter(each -> each.recognises(folder)).findFirst();
    }

    public static List<String> systems() {
        return ALL.stream().map(Importer::system).sorted().toList();
    }
}
