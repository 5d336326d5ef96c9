package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeVariablesTest {
    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a.py | os.environ['DATABASE_URL'] | DATABASE_URL READS",
                "a.py | os.getenv(\"DB_HOST\", \"x\") | DB_HOST READS",
                "a.py | os.environ['TEST_DATABASE_URL'] = url | TEST_DATABASE_URL SETS",
                "tests/a_test.py | monkeypatch.setenv('DATABASE_URL', u) | DATABASE_URL SETS",
                "a.ts | const u = process.env.DATABASE_URL; | DATABASE_URL READS",
                "a.go | os.Getenv(\"POSTGRES_HOST\") | POSTGRES_HOST READS",
                "a.go | URL string `env:\"APP_DATABASE_URL,required\"` | APP_DATABASE_URL READS",
                "a.java | System.getenv(\"JDBC_DATABASE_URL\"); | JDBC_DATABASE_URL READS",
                "a.rb | ENV.fetch('DATABASE_URL') | DATABASE_URL READS",
                "a.php | $_ENV['DB_PASSWORD'] | DB_PASSWORD READS",
                "a.rs | std::env::var(\"DATABASE_URL\") | DATABASE_URL READS",
                "a.exs | System.fetch_env!(\"DATABASE_URL\") | DATABASE_URL READS",
                "run.sh | psql \"$DATABASE_URL\" | DATABASE_URL READS",
                "run.sh | export DATABASE_URL=x | DATABASE_URL SETS",
                ".env | DATABASE_URL=x | DATABASE_URL SETS",
                "compose.yml | DATABASE_URL: x | DATABASE_URL SETS",
                "compose.yml | - DATABASE_URL=x | DATABASE_URL SETS",
                "Dockerfile | ENV DATABASE_URL=x | DATABASE_URL SETS",
                ".github/workflows/a.yml | DATABASE_URL: x | DATABASE_URL SETS",
                "k8s/a.yaml | - name: DATABASE_URL | DATABASE_URL SETS",
                "main.tf | name = \"DATABASE_URL\" | DATABASE_URL SETS",
                "schema.prisma | url = env(\"DATABASE_URL\") | DATABASE_URL READS",
                "a.md | Set `DATABASE_URL`. | DATABASE_URL DOCUMENTS",
                "src/application.properties | spring.datasource.url=${X} | SPRING_DATASOURCE_URL READS",
                "src/application.properties | quarkus.datasource.jdbc.url=x | QUARKUS_DATASOURCE_JDBC_URL READS"
            })
    void findsAUse(String file, String line, String use) {
        assertThat(uses(new TestTree(directory).with(file, line + "\n"))).containsExactly(use);
    }

    private static List<String> uses(TestTree tree) {
        return tree.read().variables().stream()
                .flatMap(variable -> variable.uses().stream().map(each -> variable.name() + " " + each.kind()))
                .toList();
    }

    @Test
    void findsWhatFrameworksBind() {
        TestTree tree = new TestTree(directory)
                .with(
                        "a.py",
                        "class S(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix='APP_')\n    database_url: str\n")
                .with("application.yml", "spring:\n  datasource:\n    url: x\n")
                .with(
                        "v.go",
                        "package a\nfunc a() {\n viper.SetEnvPrefix(\"svc\")\n viper.AutomaticEnv()\n viper.GetString(\"database.url\")\n}\n")
                .with(
                        "f.rs",
                        "struct C {\n    db_dsn: String,\n}\nfn c() { Figment::new().merge(Env::prefixed(\"RS_\")); }\n")
                .with("w.js", "function setting(name) { return process.env['JS_' + name]; }\n")
                .with("u.js", "connect(setting('DATABASE_URL'));\n")
                .with("J.java", "@ConfigProperty(name = \"billing.database.url\") String url;\n");
        assertThat(uses(tree))
                .containsExactlyInAnyOrder(
                        "APP_DATABASE_URL READS",
                        "SPRING_DATASOURCE_URL READS",
                        "SVC_DATABASE_URL READS",
                        "RS_DB_DSN READS",
                        "JS_DATABASE_URL READS",
                        "BILLING_DATABASE_URL READS");
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_TEST_URL,TEST_DATABASE_URL",
        "DB_URL,DATABASE_URL",
        "APP_DB_DSN,APP_DATABASE_URL",
        "DATABASE_REPLICA_URL,DATABASE_READ_URL",
        "POSTGRES_URI,DATABASE_URL",
        "TEST_DATABASE_URL,TEST_DATABASE_URL"
    })
    void knowsTheStandardSpelling(String name, String standard) {
        assertThat(VariableNames.standard(name)).contains(standard);
    }

    @Test
    void secretsAreToldByPlaceAndNeverByValue() {
        SourceReport report = new TestTree(directory)
                .with("k8s/secret.yaml", "DATABASE_URL: postgresql://app:Tr0ub4dor-3@db/app\n")
                .with("compose.yml", "DATABASE_URL: postgresql://app:${PASSWORD}@db/app\n")
                .with("ci.env", "DB_PASSWORD=postgres\n")
                .read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("secret-in-plain-text"))
                .extracting(Finding::where)
                .containsExactly("k8s/secret.yaml:1");
        assertThat(report.toString()).doesNotContain("Tr0ub4dor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "application.properties ~ spring.datasource.password=Tr0ub4dor-3",
                "application.yml ~ url: jdbc:postgresql://db/app?user=app&password=Tr0ub4dor-3&ssl=true",
                "group_vars/all.yml ~ app_database_password: Tr0ub4dor-3",
                "deploy/run.sh ~ psql 'host=db dbname=app_database user=app password=Tr0ub4dor-3'"
            })
    void passwordsInSettingsOfFrameworksAndConnectionStringsAreSecretsToo(String file, String line) {
        SourceReport report = new TestTree(directory).with(file, line + "\n").read();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("secret-in-plain-text"))
                .extracting(Finding::where)
                .containsExactly(file + ":1");
        assertThat(report.toString()).doesNotContain("Tr0ub4dor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "application.properties ~ spring.datasource.password=${DATABASE_PASSWORD}",
                "main.tf ~ db_password = var.db_password",
                "secrets.yml ~ database_password: !vault secret",
                "all.yml ~ app_db_password: app_db_password",
                "values.yaml ~ database.password: <password>",
                "Main.java ~ String url = \"jdbc:postgresql://db/app?password=\" + password;",
                "run.sh ~ psql \"host=db dbname=database password=$PASSWORD\""
            })
    void referencesToPasswordsAreNone(String file, String line) {
        assertThat(new TestTree(directory).with(file, line + "\n").read().findings())
                .extracting(Finding::rule)
                .doesNotContain("secret-in-plain-text", "password-of-throw-away-database");
    }

    @Test
    void poolsTimeoutsAndOtherServersAreNoDatabaseVariables() {
        assertThat(List.of(
                        "DB_POOL_SIZE",
                        "DATABASE_TIMEOUT",
                        "REDIS_URL",
                        "MYSQL_DB_HOST",
                        "SENTRY_DSN",
                        "DB_MAX_CONNECTIONS"))
                .noneMatch(VariableNames::isDatabase);
    }
}
