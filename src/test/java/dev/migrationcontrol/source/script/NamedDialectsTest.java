package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts whose names say for which database they are. */
class NamedDialectsTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @Test
    void scriptsThatNameTheirDatabaseAreKeptApart() {
        SourceReport report = tree().with("db/migrations/01_a.postgres.up.sql", "CREATE TABLE a (id bigserial);\n")
                .with("db/migrations/01_a.mysql.up.sql", "CREATE TABLE a (id bigint AUTO_INCREMENT);\n")
                .with("db/migrations/01_a.up.sql", "CREATE TABLE a (id bigint);\n")
                .with("db/migrations/01_a.down.sql", "DROP TABLE a;\n")
                .with("db/migrations/02_b.up.sql", "CREATE TABLE b (id bigint);\n")
                .with("db/migrations/02_b.down.sql", "DROP TABLE b;\n")
                .read();
        assertThat(report.systems()).singleElement().satisfies(system -> {
            assertThat(system.migrations())
                    .extracting(MigrationReport::file)
                    .containsExactly("db/migrations/01_a.postgres.up.sql", "db/migrations/02_b.up.sql");
            assertThat(system.migrations()).extracting(MigrationReport::down).containsOnly(DownKind.PRESENT);
        });
        assertThat(TestTree.rules(report))
                .contains("dialect-variants")
                .doesNotContain("duplicate-version", "down-without-up");
    }
}
