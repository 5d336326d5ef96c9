package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories of numbered files, and those next to them that take the same ones back. */
class NumberedSqlTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory)
                .with("db/sql/20240101-orders.sql", "CREATE TABLE orders (id bigint);\n")
                .with("db/sql/20240202-note.sql", "ALTER TABLE orders ADD COLUMN note text;\n")
                .with("db/sql/20240303-index.sql", "CREATE INDEX orders_note ON orders (note);\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db/downgrade", "db/down", "db/undo", "db/rollbacks", "db/sql/revert"})
    void aDirectoryOfTheWayBackIsNoSystemOfItsOwn(String back) {
        SourceReport report = tree().with(back + "/20240202-note.sql", "ALTER TABLE orders DROP COLUMN note;\n")
                .with(back + "/20240303-index.sql", "DROP INDEX orders_note;\n")
                .read();

        assertThat(report.systems()).singleElement().satisfies(system -> {
            assertThat(system.location()).isEqualTo("db/sql");
            assertThat(system.migrations())
                    .extracting(MigrationReport::downFile)
                    .containsExactly(null, back + "/20240202-note.sql", back + "/20240303-index.sql");
        });
    }

    @Test
    void aDirectoryThatOnlyHasTheNameIsASystem() {
        SourceReport report = tree().with("db/downgrades/1_a.sql", "CREATE TABLE downgrades (id bigint);\n")
                .with("db/downgrades/2_b.sql", "CREATE TABLE reasons (id bigint);\n")
                .read();

        assertThat(report.systems())
                .extracting(SystemReport::location)
                .containsExactlyInAnyOrder("db/sql", "db/downgrades");
    }

    @Test
    void filesBelowARunnerAreNotItsOwnWhereItSaysWhichItReads() {
        SourceReport report = new TestTree(directory)
                .with("db/changes/sc.03.11.0001.sql", "CREATE TABLE orders (id bigint);\n")
                .with("db/changes/sc.03.12.0001.sql", "ALTER TABLE orders ADD COLUMN note text;\n")
                .with("db/old-upgrades/0001.sql", "CREATE TABLE a (id int);\n")
                .with("db/old-upgrades/0002.sql", "CREATE TABLE b (id int);\n")
                .with(
                        "db/sync.py",
                        "import psycopg2\n"
                                + "cur.execute('SELECT script_name FROM schema_change_log')\n"
                                + "for name in sorted(os.listdir('db/changes')):\n"
                                + "    cur.execute(open(name + '.sql').read())\n"
                                + "    cur.execute('INSERT INTO schema_change_log (script_name) VALUES (%s)', name)\n")
                .read();

        assertThat(report.systems())
                .filteredOn(system -> system.runner() != null)
                .extracting(SystemReport::location)
                .containsExactly("db/changes");
    }

    @Test
    void whatMakesANewDatabaseInPartsIsNoHistoryNextToOne() {
        SourceReport report = new TestTree(directory)
                .with("sql/Pg/002.schema.config.sql", "CREATE TABLE config (id bigint);\n")
                .with("sql/Pg/040.schema.orders.sql", "CREATE TABLE orders (id bigint);\n")
                .with("sql/Pg/900.functions.audit.sql", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n")
                .with("sql/Pg/upgrade/0001.schema.note.sql", "ALTER TABLE orders ADD COLUMN note text;\n")
                .with("sql/Pg/upgrade/0002.schema.mail.sql", "ALTER TABLE orders ADD COLUMN mail text;\n")
                .with("sql/Pg/upgrade/0003.data.mail.sql", "UPDATE orders SET mail = '';\n")
                .read();

        assertThat(report.systems()).extracting(SystemReport::location).containsExactly("sql/Pg/upgrade");
    }

    @Test
    void filesMayBeCalledAfterTheVersionsTheyLeadFromAndTo() {
        SourceReport report = new TestTree(directory)
                .with(
                        "core/ddl/updates/postgresql.10_11.sql",
                        "CREATE TABLE a (id int);\nUPDATE Version SET VersionId=11;\n")
                .with(
                        "core/ddl/updates/postgresql.11_12.sql",
                        "CREATE TABLE b (id int);\nUPDATE Version SET VersionId=12;\n")
                .read();

        assertThat(report.systems())
                .singleElement()
                .satisfies(system -> assertThat(system.migrations()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({"003-audit.sql, 1", "002-audit.sql, 2"})
    void aFolderWithinIsOneHistoryWithTheOtherUnlessItsNumbersClash(String name, int systems) {
        SourceReport report = new TestTree(directory)
                .with("db/patches/001-orders.sql", "CREATE TABLE orders (id bigint);\n")
                .with("db/patches/002-note.sql", "ALTER TABLE orders ADD COLUMN note text;\n")
                .with("db/patches/audit/" + name, "CREATE TABLE audit (id bigint);\n")
                .with(
                        "setup.py",
                        "import psycopg2\n"
                                + "cur.execute('SELECT version FROM db_versions')\n"
                                + "for name in sorted(glob.glob('db/patches/**/*.sql')):\n"
                                + "    cur.execute(open(name).read())\n"
                                + "    cur.execute('INSERT INTO db_versions (version) VALUES (%s)', name)\n")
                .read();

        assertThat(report.systems()).hasSize(systems);
    }
}
