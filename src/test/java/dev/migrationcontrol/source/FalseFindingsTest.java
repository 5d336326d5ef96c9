package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What looks like a fault and is none; each kind next to the fault itself, which is still found. */
class FalseFindingsTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    private static List<String> found(SourceReport report, String rule) {
        return report.findings().stream()
                .filter(each -> each.rule().equals(rule))
                .map(Finding::where)
                .toList();
    }

    private TestTree sqitch(String... tags) {
        String at = " 2024-01-01T00:00:00Z A <a@example.org> # x\n";
        StringBuilder plan = new StringBuilder("%syntax-version=1.0.0\n%project=p\n\nt" + at);
        for (String tag : tags) {
            plan.append(tag)
                    .append(at)
                    .append('\n')
                    .append("other")
                    .append(tag.substring(1))
                    .append(at);
            with("deploy/other" + tag.substring(1) + ".sql", "SELECT 1;");
        }
        return tree().with("sqitch.plan", plan + "t [t" + tags[tags.length - 1] + "]" + at)
                .with("deploy/t.sql", "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';");
    }

    private void with(String path, String content) {
        tree().with(path, content);
    }

    @ParameterizedTest
    @CsvSource({"deploy/t@v1.sql", "deploy/t@v2.sql", "deploy/t@v3.sql"})
    void aReworkedChangeIsOfTheFirstTagThatHasAFile(String file) {
        SourceReport report = sqitch("@v1", "@v2", "@v3")
                .with(file, "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';")
                .read();
        assertThat(found(report, "script-missing")).isEmpty();
        assertThat(report.systems().get(0).migrations())
                .first()
                .satisfies(first -> assertThat(first.file()).isEqualTo(file));
    }

    @Test
    void aReworkedChangeWithoutAFileIsMissing() {
        assertThat(found(sqitch("@v1", "@v2").read(), "script-missing")).containsExactly("sqitch.plan:4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "package.json | {\"dependencies\":{\"knex\":\"3\"},\"scripts\":{\"m\":\"knex migrate:latest\"}}"
                        + " | migrations/20240101000000_a.js | migrations/20240101000000_b.js"
                        + " | exports.up = knex => knex.raw('CREATE TABLE t (id int)'); exports.down = k => 0;",
                "dbconfig.yml | development: {dialect: postgres, dir: migrations}"
                        + " | migrations/001_a.sql | migrations/001_b.sql | -- +migrate Up",
                "package.json | {\"dependencies\":{\"node-pg-migrate\":\"7\"},\"scripts\":{\"m\":\"node-pg-migrate up\"}}"
                        + " | migrations/20240101000000_a.js | migrations/20240101000000_b.js"
                        + " | exports.up = (pgm) => { pgm.createTable('t', {}); };",
                "requirements.txt | yoyo-migrations==8.2.0 | migrations/001.a.py | migrations/001.b.py"
                        + " | from yoyo import step\\nsteps = [step('CREATE TABLE t (id int)')]"
            })
    void twoFilesWithOneNumberAreTwoWhereTheNameIsTheKey(
            String setting, String content, String one, String two, String script) {
        SourceReport report = tree().with(setting, content)
                .with(
                        one,
                        script.replace("\\n", "\n")
                                + "\nCREATE TABLE a (id int);\n".repeat(one.endsWith("sql") ? 1 : 0))
                .with(
                        two,
                        script.replace("\\n", "\n")
                                + "\nCREATE TABLE b (id int);\n".repeat(two.endsWith("sql") ? 1 : 0))
                .read();
        assertThat(report.systems()).isNotEmpty();
        assertThat(report.systems().get(0).migrations()).hasSize(2);
        assertThat(found(report, "duplicate-version")).isEmpty();
    }

    @Test
    void twoFilesWithOneNumberAreAFaultWhereTheNumberIsTheKey() {
        SourceReport report = tree().with("db/00001_a.sql", "-- +goose Up\nCREATE TABLE a (id int);\n")
                .with("db/00001_b.sql", "-- +goose Up\nCREATE TABLE b (id int);\n")
                .read();
        assertThat(found(report, "duplicate-version")).containsExactly("db/00001_b.sql");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "web/src/locales/en.json | \"DB_PASSWORD\": \"Database password\",",
                "web/src/locales/de.json | \"db.password\": \"Datenbankkennwort\",",
                "web/i18n/fr.yml | db_password: Mot de passe de la base",
                "src/main/resources/messages_de.properties | database.password = Kennwort der Datenbank",
                "lang/pt.po | msgid \"database.password=\" ",
                "ui/form.vue | <label for=\"db_password\">database.password: Enter it</label>",
                "config/labels.yaml | DB_PASSWORD: The password of the database user",
                "translations/strings.xml | <string name=\"db_password\">DB_PASSWORD=Hasło bazy</string>",
                "chart/values.schema.json | \"DB_PASSWORD\": {\"type\": \"string\"}",
                "bin/psql | PASSWORD=\"${APP_DB_PASSWORD:-penpot}\"",
                "bin/psql | PASSWORD=\"${APP_DB_PASSWORD:?has to be set}\"",
                "config/help.toml | db_password = \"is read from the vault\"",
                "config/app.yml | db_password: ENC(kJ8s2nL0)",
                "config/app.yml | DB_PASSWORD: vault:secret/data/db#password",
                "config/app.yml | DB_PASSWORD: op://vault/db/password",
                "config/app.yml | DB_PASSWORD: !secret database",
                "config/app.yml | DB_PASSWORD: {{ env \"DB_PASSWORD\" }}",
                "config/app.yml | DB_PASSWORD: \"{{ vault_db_password }}\"",
                "config/app.yml | DB_PASSWORD: file:///run/secrets/db",
                "config/app.yml | DB_PASSWORD: /run/secrets/db_password",
                "config/app.yml | DB_PASSWORD: arn:aws:secretsmanager:eu-west-1:1:secret:db",
                "config/app.yml | DB_PASSWORD: projects/p/secrets/db/versions/1",
                "config/app.yml | DB_PASSWORD: @Microsoft.KeyVault(SecretUri=x)"
            })
    void aLabelOrAReferenceIsNoPassword(String file, String line) {
        assertThat(found(tree().with(file, line + "\n").read(), "secret-in-plain-text"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "config/app.yml | DB_PASSWORD: hunter2-Zk9",
                "config/app.properties | spring.datasource.password = hunter2-Zk9",
                "deploy/prod.env | PGPASSWORD='hunter2-Zk9 with more' psql",
                "config/app.json | \"DB_PASSWORD\": \"hunter2-Zk9\",",
                "config/locale.yml | url: postgres://app:hunter2-Zk9@db.internal/app"
            })
    void aPasswordIsOne(String file, String line) {
        assertThat(found(tree().with(file, line + "\n").read(), "secret-in-plain-text"))
                .containsExactly(file + ":1");
    }

    @ParameterizedTest
    @CsvSource({
        "config/app.yml, url: postgres://app:hunter2-Zk9@127.0.0.1/app, WARNING",
        ".gitpod.yml, url: postgres://app:hunter2-Zk9@db/app, WARNING",
        "bin/db, docker run -e POSTGRES_PASSWORD=hunter2-Zk9 postgres, WARNING",
        "config/app.yml, url: postgres://app:hunter2-Zk9@db.internal/app, ERROR"
    })
    void thePasswordOfALocalServerIsNoError(String file, String line, Severity severity) {
        assertThat(tree().with(file, line + "\n").read().findings())
                .filteredOn(each -> each.rule().equals("secret-in-plain-text"))
                .extracting(Finding::severity)
                .containsExactly(severity);
    }

    @Test
    void twoFilesOfACustomRunnerMayShareANumber() {
        SourceReport report = tree().with("sql/001_a.sql", "CREATE TABLE a (id int);\n")
                .with("sql/001_b.sql", "CREATE TABLE b (id int);\n")
                .read();
        assertThat(report.findings())
                .filteredOn(each -> each.rule().equals("duplicate-version"))
                .allMatch(each -> each.severity() == Severity.WARNING);
    }

    @Test
    void aScriptThatEndsTheTransactionMayRunWhatNeedsNone() {
        String end = "CREATE TABLE t (a int);\nCOMMIT;\nCREATE INDEX CONCURRENTLY i ON t (a);\n";
        String down = "-- +goose Down\nDROP TABLE t;\n";
        assertThat(needsNone("-- +goose Up\n" + end + "BEGIN;\nSELECT 1;\n" + down))
                .isEmpty();
        assertThat(needsNone("-- +goose Up\n" + end.replace("COMMIT", "END TRANSACTION") + down))
                .isEmpty();
        assertThat(needsNone("-- +goose Up\n" + end.replace("COMMIT", "rollback work") + down))
                .isEmpty();
        assertThat(needsNone("-- +goose Up\nCOMMIT;\nBEGIN;\nVACUUM t;\n" + down))
                .containsExactly("db/00001_a.sql:4");
        assertThat(needsNone("-- +goose Up\nCOMMIT AND CHAIN;\nVACUUM t;\n" + down))
                .containsExactly("db/00001_a.sql:3");
        assertThat(needsNone("-- +goose Up\nSAVEPOINT s;\nROLLBACK TO s;\nVACUUM t;\n" + down))
                .containsExactly("db/00001_a.sql:4");
    }

    private List<String> needsNone(String script) {
        return found(tree().with("db/00001_a.sql", script).read(), "needs-no-transaction");
    }

    @Test
    void anAddedValueMayBeUsedAfterTheTransactionThatAddedIt() {
        String script = "-- +goose Up\nALTER TYPE e ADD VALUE 'x';\nCOMMIT;\nUPDATE t SET a = 'x';\n";
        assertThat(found(tree().with("db/00001_a.sql", script).read(), "enum-value-used-at-once"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "src/server.go | // goose is a bird",
                "src/app.py | liquibase = 'the name of a column'",
                "docs/notes.md | We looked at Flyway once.",
                "Makefile | dbmate:",
                "src/app.rb | puts 'Flyway rocks'"
            })
    void aWordIsNoTool(String file, String line) {
        SourceReport report = tree().with(file, line + "\n").read();
        assertThat(found(report, "tool-without-scripts")).isEmpty();
        assertThat(report.systems()).isEmpty();
    }

    @Test
    void aToolThatIsRequiredAndCalledIsNamed() {
        SourceReport report = tree().with("go.mod", "require github.com/pressly/goose/v3 v3.17.0\n")
                .with(
                        "main.go",
                        "package main\nimport \"github.com/pressly/goose/v3\"\nfunc f() { goose.Up(db, dir) }\n")
                .read();
        assertThat(found(report, "tool-without-scripts")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "main.go | dsn := flag.String(\"database-url\", \"\", \"\")",
                "main.go | cmd.Flags().String(\"database-url\", \"\", \"the address\")\\nviper.AutomaticEnv()",
                "cli.py | parser.add_argument('--database-url', help='the database')",
                "cli.ts | program.option('--database-url <url>', 'the database')",
                "Main.java | @Value(\"${app.x}\") String x; String url = environment.getProperty(\"database.url\");",
                "application.yml | database:\\n  url: jdbc:postgresql://localhost/app",
                "application.properties | database.url=jdbc:postgresql://localhost/app",
                "config.go | type C struct { URL string `envconfig:\"database_url\"` }",
                "config.json | {\"databaseUrl\": \"${DATABASE_URL}\"}",
                "app.ctmpl | url = {{ env \"DATABASE_URL\" }}",
                "app.ctmpl | url = {{env `DATABASE_URL`}}",
                "app.tmpl | url = {{ getenv \"DATABASE_URL\" }}",
                "app.tmpl | url = {{ .Env.DATABASE_URL | default \"x\" }}",
                "app.j2 | url = {{ lookup('env', 'DATABASE_URL') }}",
                "app.j2 | url = {{ env['DATABASE_URL'] }}",
                "app.j2 | url = {{ DATABASE_URL }}",
                "database.yml | url: <%= ENV['DATABASE_URL'] %>",
                "config.ts | const keys = { url: 'DATABASE_URL' };\\nconst v = process.env[keys.url];",
                "config.js | const env = (k) => process.env[k];\\nmodule.exports = env('DATABASE_URL');",
                "config.py | KEYS = {'url': 'DATABASE_URL'}\\nvalue = os.environ[KEYS['url']]",
                "Main.java | @Option(names = \"--url\", defaultValue = \"${env:DATABASE_URL}\") String url;",
                "app.properties | app.url=${DATABASE_URL:jdbc:postgresql://localhost/app}",
                "application.conf | url = ${?DATABASE_URL}",
                "main.rs | #[arg(long, env = \"DATABASE_URL\")]\\nurl: String",
                "config.exs | config :app, url: System.get_env(\"DATABASE_URL\")",
                "config.php | 'url' => env('DATABASE_URL'),",
                "Program.cs | builder.Configuration[\"DATABASE_URL\"]",
                "run.sh | psql \"$DATABASE_URL\" -f x.sql"
            })
    void aVariableIsReadHoweverItIsBound(String file, String content) {
        SourceReport report = tree().with("deploy/prod.env", "DATABASE_URL=postgres://app@db/app\n")
                .with(file, content.replace("\\n", "\n") + "\n")
                .read();
        assertThat(found(report, "variable-never-read")).as(content).isEmpty();
    }

    @Test
    void everyErrorOfAnUnknownTreeHasTwoSigns() {
        SourceReport report = tree().with("src/app.py", "def migrate(): pass\n# alembic, flyway, goose\n")
                .with("web/en.json", "{\"DB_PASSWORD\": \"Database password\"}\n")
                .read();
        assertThat(report.findings()).noneMatch(each -> each.severity() == Severity.ERROR);
    }
}
