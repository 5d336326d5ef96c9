package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.tree.SourceLimits;
import dev.migrationcontrol.source.tree.TreeRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A megabyte of the worst in every kind of file that is looked at closely: read in time, or refused by its name. */
@Timeout(120)
class HostileTextTest {
    private static final int SIZE = 1 << 20;

    @TempDir
    Path directory;

    private static final List<String> ENDLESS = List.of(
            " ",
            "\n",
            "\n ",
            "a",
            "a.",
            "\"a",
            "(",
            "\\\"",
            "create table ",
            "insert into ",
            "migration ",
            "--\n",
            "env=",
            "A_DB_",
            "<changeSet ",
            "op.f(");

    static Stream<Arguments> files() {
        return Stream.of(
                        Arguments.of(
                                "versions/a.py",
                                "revision = 'a'\ndown_revision = None\ndef upgrade():\n    op.execute(\"\"\""),
                        Arguments.of(
                                "app/migrations/0001_a.py",
                                "class Migration(migrations.Migration):\n    operations = ["),
                        Arguments.of(
                                "settings.py",
                                "class S(BaseSettings):\n    database_url: str\n    env_prefix = os.environ.get("),
                        Arguments.of(
                                "runner.go",
                                "package a // migration .sql getenv envconfig viper.\nimport \"x\"\ninsert into migrations "),
                        Arguments.of(
                                "list.go",
                                "package a\n// migration insert into schema_version\nfunc(tx *sql.Tx) {\n\"".repeat(4)),
                        Arguments.of(
                                "m.go",
                                "package m\nfunc init() { goose.AddMigration(up, down) }\nfunc up(tx *sql.Tx) error { tx.Exec(`"),
                        Arguments.of(
                                "db/migrate/20240101000000_a.rb",
                                "class A < ActiveRecord::Migration[7.0]\n def up\n execute <<~SQL\n"),
                        Arguments.of("db/a.exs", "use Ecto.Migration\ndef change do\n execute \"\"\""),
                        Arguments.of(
                                "migrations/2024_01_01_a.php",
                                "class A extends Migration { function up() { Schema::create('a', "),
                        Arguments.of("migrations/20240101-a.js", "exports.up = function(knex) { return knex.raw(`"),
                        Arguments.of(
                                "src/m20240101_a.rs",
                                "impl MigrationTrait for M { use_transaction Env::prefixed( #[clap(long, env)]"),
                        Arguments.of("changes.xml", "<databaseChangeLog><changeSet id=\"1\" author=\"a\">"),
                        Arguments.of(
                                "changes.yaml", "databaseChangeLog:\n  - changeSet:\n      id: 1\n      comment: "),
                        Arguments.of("db/migration/V1__a.sql", "CREATE TABLE t (id int);\nDO $x$ "),
                        Arguments.of("m/1_a.sql", "-- +goose Up\n-- +goose StatementBegin\n"),
                        Arguments.of("m/2_b.sql", "--! Previous: -\n--! Hash: sha1:0\n--! "),
                        Arguments.of("sqitch.plan", "%project=a\n\na [b "),
                        Arguments.of("application.yml", "spring:\n  datasource:\n    url: "),
                        Arguments.of("compose.yml", "services:\n  a:\n    environment:\n      DATABASE_URL: "),
                        Arguments.of("package.json", "{\"name\": \"prisma migrate knex typeorm goose sequelize "),
                        Arguments.of("meta/_journal.json", "{\"tag\": \""))
                .flatMap(file -> ENDLESS.stream().map(filler -> Arguments.of(file.get()[0], file.get()[1], filler)));
    }

    @ParameterizedTest(name = "{0} + {2}")
    @MethodSource("files")
    void endsInTime(String file, String start, String filler) {
        SourceLimits limits = new SourceLimits(100, 10, 10 << 20, 5 << 20, 2 << 20, Duration.ofSeconds(60));
        TestTree tree = new TestTree(directory).with(file, start + filler.repeat(SIZE / filler.length()));
        try {
            assertThat(tree.read(limits).files()).isLessThanOrEqualTo(1);
        } catch (TreeRefused refused) {
            assertThat(refused.reason()).isEqualTo(TreeRefused.Reason.TOO_SLOW);
            assertThat(refused.detail()).contains(file);
        }
    }
}
