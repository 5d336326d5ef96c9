package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SourceReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.TestTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history whose scripts lie in folders of versions is one system. */
class VersionFoldersTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private static SystemReport only(SourceReport report) {
        assertThat(report.systems()).hasSize(1);
        return report.systems().get(0);
    }

    @Test
    void aFolderForEachMigrationIsOneHistory() {
        SystemReport system = only(tree().with("db/migrations/0001_orders/up.sql", "CREATE TABLE orders (id int);\n")
                .with("db/migrations/0001_orders/down.sql", "DROP TABLE orders;\n")
                .with("db/migrations/0002_notes/up.sql", "ALTER TABLE orders ADD COLUMN note text;\n")
                .with("db/migrations/0010_index/up.sql", "CREATE INDEX ON orders (note);\n")
                .read());

        assertThat(system.location()).isEqualTo("db/migrations");
        assertThat(system.migrations()).extracting(MigrationReport::version).containsExactly("0001", "0002", "0010");
        assertThat(system.migrations())
                .extracting(MigrationReport::purpose)
                .first()
                .isEqualTo("orders");
    }

    @Test
    void aFolderForEachReleaseIsOneHistoryThoughNumbersBeginAnew() {
        SourceReport report = tree().with("sql/upgrade/1.9/001_a.sql", "CREATE TABLE a (id int);\n")
                .with("sql/upgrade/1.9/002_b.sql", "CREATE TABLE b (id int);\n")
                .with("sql/upgrade/1.10/001_c.sql", "CREATE TABLE c (id int);\n")
                .with("sql/upgrade/2.0/001_d.sql", "CREATE TABLE d (id int);\n")
                .read();

        assertThat(only(report).location()).isEqualTo("sql/upgrade");
        assertThat(only(report).migrations())
                .extracting(MigrationReport::file)
                .containsExactly(
                        "sql/upgrade/1.9/001_a.sql",
                        "sql/upgrade/1.9/002_b.sql",
                        "sql/upgrade/1.10/001_c.sql",
                        "sql/upgrade/2.0/001_d.sql");
        assertThat(TestTree.rules(report)).doesNotContain("duplicate-version", "several-systems");
    }

    @Test
    void scriptsForOtherDatabasesInTheSameFoldersAreLeftOut() {
        SourceReport report = tree().with("schema/upgrade/3/app_postgresql.sql", "CREATE TABLE a (id int);\n")
                .with("schema/upgrade/3/app_mysql.sql", "CREATE TABLE a (id int);\n")
                .with("schema/upgrade/4/app_postgresql.sql", "CREATE TABLE b (id int);\n")
                .with("schema/upgrade/4/app_mysql.sql", "CREATE TABLE b (id int);\n")
                .read();

        assertThat(only(report).database()).isEqualTo("postgresql");
        assertThat(only(report).migrations())
                .extracting(MigrationReport::version)
                .containsExactly("3", "4");
        assertThat(TestTree.rules(report)).contains("dialect-variants");
    }

    @Test
    void foldersOfDatabasesBelowTheVersionsAreOneHistory() {
        SourceReport report = tree().with("sql/upgrade/3.0.0_schema/postgresql/ddl.sql", "CREATE TABLE a (id int);\n")
                .with("sql/upgrade/3.0.0_schema/mysql/ddl.sql", "CREATE TABLE a (id int);\n")
                .with("sql/upgrade/3.1.0_schema/postgresql/ddl.sql", "CREATE TABLE b (id int);\n")
                .with("sql/upgrade/3.1.0_schema/postgresql/dml.sql", "INSERT INTO b VALUES (1);\n")
                .read();

        assertThat(only(report).location()).isEqualTo("sql/upgrade");
        assertThat(only(report).migrations()).hasSize(3);
    }

    @Test
    void codeAndScriptsForOneDatabaseAmongTheOthersAreCounted() {
        SourceReport report = tree().with("store/schema/delta/71/01_a.sql", "CREATE TABLE a (id int);\n")
                .with(
                        "store/schema/delta/71/02_fill.py",
                        "def run(cur):\n    cur.execute('INSERT INTO a VALUES (1)')\n")
                .with("store/schema/delta/72/01_b.sql.postgres", "ALTER TABLE a ADD COLUMN b text;\n")
                .with("store/schema/delta/72/01_b.sql.sqlite", "ALTER TABLE a ADD COLUMN b text;\n")
                .with("store/schema/delta/73/schema.Pg", "CREATE INDEX ON a (b);\n")
                .with("store/schema/delta/73/schema.mysql", "CREATE INDEX x ON a (b);\n")
                .read();

        assertThat(only(report).location()).isEqualTo("store/schema/delta");
        assertThat(only(report).migrations())
                .extracting(MigrationReport::file)
                .containsExactly(
                        "store/schema/delta/71/01_a.sql",
                        "store/schema/delta/71/02_fill.py",
                        "store/schema/delta/72/01_b.sql.postgres",
                        "store/schema/delta/73/schema.Pg");
    }

    @Test
    void examplesAndTemplatesMakeNoSecondSystem() {
        SourceReport report = tree().with("alembic.ini", "[alembic]\n")
                .with("versions/a1_x.py", "revision = 'a1'\ndown_revision = None\n\ndef upgrade():\n    pass\n")
                .with("examples/db/migrations/001_a.up.sql", "CREATE TABLE a (id int);\n")
                .with("examples/db/migrations/001_a.down.sql", "DROP TABLE a;\n")
                .with("examples/go.mod", "require github.com/golang-migrate/migrate/v4 v4.1.0\n")
                .read();

        assertThat(report.systems()).hasSize(2);
        assertThat(TestTree.rules(report)).doesNotContain("several-systems");
    }

    @Test
    void foldersOfNumbersThatChangeNoSchemaAreNone() {
        SourceReport report = tree().with("reports/sql/2023/sales.sql", "SELECT 1;\n")
                .with("reports/sql/2024/sales.sql", "SELECT 2;\n")
                .read();

        assertThat(report.systems()).isEmpty();
    }

    @Test
    void scriptsThatAreCalledAfterTheirDatabaseAreRead() {
        SystemReport system = only(tree().with("etc/upgrade/3.9.1/schema.Pg", "CREATE TABLE a (id serial);\n")
                .with("etc/upgrade/3.9.1/schema.mysql", "CREATE TABLE a (id int AUTO_INCREMENT);\n")
                .with("etc/upgrade/4.0.0/schema.Pg", "ALTER TABLE a ADD COLUMN note text;\n")
                .with("etc/upgrade/4.0.0/schema.mysql", "ALTER TABLE a ADD COLUMN note longtext;\n")
                .read());

        assertThat(system.database()).isEqualTo("postgresql");
        assertThat(system.migrations()).extracting(MigrationReport::version).containsExactly("3.9.1", "4.0.0");
    }
}
