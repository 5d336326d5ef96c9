package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastingTablesTest {
    @TempDir
    Path directory;

    private List<String> tables(String later) {
        return new TestTree(directory)
                        .with(
                                "m/1_a.sql",
                                "-- +goose Up\nCREATE TABLE app.a (i int); CREATE TABLE b (i int);\n-- +goose Down\n")
                        .with("m/2_b.sql", "-- +goose Up\n" + later + "\n-- +goose Down\nDROP TABLE b;\n")
                        .read()
                        .systems()
                        .stream()
                        .flatMap(system -> system.migrations().stream())
                        .flatMap(migration -> migration.lastingTables().stream())
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE IF EXISTS b; | app.a",
                "ALTER TABLE b RENAME TO c; | app.a",
                "ALTER TABLE b RENAME COLUMN i TO j; | app.a,b",
                "ALTER TABLE app.a SET SCHEMA other; | b",
                "DROP SCHEMA app CASCADE; | ''",
                "SELECT drop_it('b'); | app.a",
                "CREATE TEMP TABLE t (i int); | app.a,b"
            })
    void whatALaterMigrationTakesAwayDoesNotLast(String later, String lasting) {
        assertThat(String.join(",", tables(later))).isEqualTo(lasting);
    }

    @Test
    void aBlockCountsAsTakingAwayWhatItNames() {
        assertThat(tables("-- +goose StatementBegin\nDO $$ BEGIN EXECUTE 'DROP TABLE b'; END $$;\n"
                        + "-- +goose StatementEnd"))
                .containsExactly("app.a");
    }
}
