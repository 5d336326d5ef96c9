package dev.migrationcontrol.conversion.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.engine.BothRunners;
import dev.migrationcontrol.finding.Severity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample folders of systems whose scripts are SQL: converted, run by both runners, and taken back. */
class SampleConversionTest {
    private static final Path SAMPLES = Path.of("src/test/resources/dev/migrationcontrol/system");

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tern, migrations, 001, V001__create_orders.sql V002__index_orders.sql, 1",
        "bun, migrations, 20240131100000, V20240131100000__orders.sql, 1",
        "morph, migrations/postgres, 000001, V000001__orders.sql V000002__orders_id.sql, 2",
        "pop, migrations, 20240131100000, V20240131100000__orders.sql V20240201100000__orders_id.sql, 2",
        "hasura, migrations/default, 1706695200000, V1706695200000__orders.sql V1706781600000__note.sql, 2",
        "db-migrate, migrations, 20240131100000-orders, V20240131100000__orders.sql, 1",
        "aerich, migrations/models, 0_20240131100000_init.py, V0__init.sql V1__paid.sql, 2",
        "temporal, schema/postgresql/v12/temporal/versioned, 1.0, V1.0__base_version.sql V1.2__day.sql V1.10__notes_and_owners.sql, 0",
        "dbup, Scripts, Script0001 - Create orders.sql, V0001__Create_orders.sql V0002__Add_note.sql, 0"
    })
    void scriptsRunAsConverted(String system, String folder, String firstId, String scripts, int undone) {
        Conversion conversion =
                Converting.convert(system, SAMPLES.resolve(system).resolve(folder));

        assertThat(conversion.findings())
                .filteredOn(each -> each.severity() != Severity.INFO)
                .isEmpty();
        assertThat(conversion.migrations())
                .extracting(ConvertedMigration::script)
                .containsExactly(scripts.split(" "));
        assertThat(conversion.migrations().get(0).oldId()).isEqualTo(firstId.replaceFirst("^0+(?=1$)", ""));
        BothRunners runners = new BothRunners(Converting.unpack(conversion, directory));
        String ours = TestServer.createDatabase();
        String stock = TestServer.createDatabase();
        runners.upgradeByOurs(ours);
        runners.upgradeByStock(stock);
        assertThat(runners.picture(ours)).isEqualTo(runners.picture(stock)).anyMatch(line -> line.contains("orders"));
        assertThat(conversion.migrations().stream().filter(each -> each.undoSql() != null))
                .hasSize(undone);
        if (undone == conversion.migrations().size()) {
            runners.rollBackByOurs(ours, undone);
            assertThat(runners.picture(ours)).noneMatch(line -> line.contains("orders"));
        }
    }

    @Test
    void whatIsNoSqlIsRefusedByItsName() {
        Converting.write(directory, "20240131100000_a.up.fizz", "create_table(\"a\") {}");
        assertThat(Converting.findings(Converting.convert("pop", directory)))
                .containsExactly("not-sql 20240131100000_a.up.fizz");
    }

    @Test
    void aProgramThatDoesMoreThanReturnSqlIsRefused() {
        Converting.write(
                directory,
                "0_20240131100000_a.py",
                "async def upgrade(db: BaseDBAsyncClient) -> str:",
                "    await db.execute_query('SELECT 1')",
                "    return \"\"\"SELECT 2;\"\"\"");
        assertThat(Converting.findings(Converting.convert("aerich", directory)))
                .containsExactly("code-migration 0_20240131100000_a.py");
    }

    @Test
    void aProgramThatDoesMoreThanRunItsFileIsRefused() {
        Converting.write(directory, "sqls/20240131100000-a-up.sql", "SELECT 1;");
        Converting.write(
                directory,
                "20240131100000-a.js",
                "exports.setup = (o) => { dbm = o.dbmigrate; };",
                "exports.up = (db) => db.createTable('a', {});");
        assertThat(Converting.findings(Converting.convert("db-migrate", directory)))
                .containsExactly("code-migration 20240131100000-a.js");
    }

    @Test
    void aManifestThatListsAMissingFileIsRefused() {
        Converting.write(
                directory, "v1.0/manifest.json", "{\"CurrVersion\": \"1.0\", \"SchemaUpdateCqlFiles\": [\"a.sql\"]}");
        assertThat(Converting.findings(Converting.convert("temporal", directory)))
                .containsExactly("file-missing v1.0/manifest.json");
    }
}
