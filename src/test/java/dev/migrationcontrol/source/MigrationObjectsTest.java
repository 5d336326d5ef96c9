package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each migration of a tree does to the objects of the schema. */
class MigrationObjectsTest {
    @TempDir
    private Path folder;

    private static List<String> of(MigrationReport migration) {
        return migration.objects().changes().stream()
                .map(each -> each.action() + " " + each.kind() + " " + each.table() + "/" + each.name()
                        + (each.to().isEmpty() ? "" : " to " + each.to()))
                .toList();
    }

    @Test
    void theSampleNamesItsTablesColumnsIndexesAndConstraints() {
        SourceReport report = new TestTree(Path.of("deploy", "sample", "legacy")).read();
        List<MigrationReport> alembic = report.systems().stream()
                .filter(system -> !system.location().equals("sql"))
                .flatMap(system -> system.migrations().stream())
                .toList();
        assertThat(of(alembic.get(0)))
                .containsExactly(
                        "CREATED table /customers",
                        "CREATED column customers/id",
                        "CREATED column customers/email",
                        "CREATED column customers/name",
                        "CREATED column customers/created_at",
                        "CREATED index customers/customers_email_idx");
        assertThat(of(alembic.get(2))).containsExactly("CREATED column orders/note", "CREATED constraint orders/");
    }

    @Test
    void changesAreBoundedAndCounted() {
        String columns = IntStream.range(0, 300).mapToObj(i -> "c" + i + " int").collect(Collectors.joining(", "));
        SourceReport report = new TestTree(folder)
                .with("db/1_t.sql", "-- +goose Up\nCREATE TABLE t (" + columns + ");\n")
                .with("db/2_t.sql", "-- +goose Up\nALTER TABLE t RENAME c0 TO d;\nDROP VIEW v;\nCALL p();\n")
                .read();
        List<MigrationReport> migrations = report.systems().get(0).migrations();
        assertThat(migrations.get(0).objects().changes()).hasSize(100);
        assertThat(migrations.get(0).objects().total()).isEqualTo(301);
        assertThat(of(migrations.get(1))).containsExactly("RENAMED column t/c0 to d", "DROPPED view /v");
        assertThat(migrations.get(1).objects().unseen()).isOne();
    }
}
