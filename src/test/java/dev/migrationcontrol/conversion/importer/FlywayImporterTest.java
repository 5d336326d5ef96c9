package dev.migrationcontrol.conversion.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.conversion.ConversionArchive;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.finding.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayImporterTest {
    @TempDir
    private Path folder;

    @Test
    void leavesScriptsAsTheyAreAndMapsTheirRows() {
        String placeholder = "CREATE TABLE a (owner text DEFAULT '${owner}');";
        Converting.write(folder, "sql/V1_1__a.sql", placeholder);
        Converting.write(folder, "sql/U1_1__a.sql", "DROP TABLE a;");
        Converting.write(folder, "sql/V002__index.sql", "CREATE INDEX CONCURRENTLY i ON a (owner);");
        Converting.write(folder, "sql/R__view.sql", "CREATE VIEW v AS SELECT 1;");
        Converting.write(folder, "sql/V002__index.sql.conf", "executeInTransaction=false");

        Conversion conversion = Converting.convert("flyway", folder);

        assertThat(conversion.migrations())
                .extracting(ConvertedMigration::oldId)
                .containsExactly("1.1", "002");
        assertThat(ConversionArchive.files(conversion))
                .containsOnlyKeys("V1_1__a.sql", "U1_1__a.sql", "V002__index.sql")
                .containsEntry("V1_1__a.sql", placeholder + "\n");
        assertThat(conversion.findings())
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder("already-flyway", "not-versioned", "script-settings");
    }

    @Test
    void refusesTwinsOfOneVersion() {
        Converting.write(folder, "mysql/V1__a.sql", "CREATE TABLE a (id int);");
        Converting.write(folder, "postgresql/V1__a.sql", "CREATE TABLE a (id int);");

        assertThat(Converting.convert("flyway", folder).findings())
                .extracting(Finding::rule)
                .contains("duplicate-version");
    }
}
