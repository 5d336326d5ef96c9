package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version tables with names that a project chose. */
class VersionTablesTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "golang-migrate | m/1_a.up.sql | go.mod | require github.com/golang-migrate/migrate/v4 v4.1.0 | m/run.go | const MigrationsTable = \"schema_shop\"",
                "golang-migrate | m/1_a.up.sql | go.mod | require github.com/golang-migrate/migrate/v4 v4.1.0 | run.sh | migrate/migrate -database \"x?x-migrations-table=schema_shop\" up",
                "flyway | db/migration/V1__a.sql | pom.xml | flyway-core | application.properties | quarkus.flyway.table=schema_shop",
                "dbmate | db/migrations/1_a.sql | run.sh | dbmate --migrations-table schema_shop up | b.sh | true"
            })
    void versionTablesThatAreSetAreFound(
            String system, String script, String build, String named, String file, String sets) {
        SourceReport report = tree().with(
                        script,
                        system.equals("dbmate")
                                ? "-- migrate:up\nCREATE TABLE t (id int);\n"
                                : "CREATE TABLE t (id int);\n")
                .with(build, named + "\n")
                .with(file, sets + "\n")
                .read();
        assertThat(report.systems())
                .singleElement()
                .extracting(SystemReport::system, SystemReport::versionTable)
                .containsExactly(system, "schema_shop");
    }
}
