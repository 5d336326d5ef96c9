package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables whose names say nothing of a database, and whose values do. */
class VariableAddressesTest {
    @TempDir
    Path directory;

    private TestTree tree() {
        return new TestTree(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a.pl ~ my $db = connect($ENV{TEST_PG} // 'DBI:Pg:dbname=shop;host=/tmp/pg');",
                "a.py ~ dsn = os.environ.get(\"TEST_PG\", \"postgresql://shop@localhost/shop\")",
                "a.js ~ const url = process.env.TEST_PG || 'postgres://shop@localhost/shop';",
                "a.sh ~ psql \"${TEST_PG:-postgres://shop@localhost/shop}\"",
                "a.rb ~ url = ENV.fetch('TEST_PG', 'postgres://shop@localhost/shop')",
                "a.go ~ dsn := envOr(os.Getenv(\"TEST_PG\"), \"host=localhost user=shop dbname=shop\")"
            })
    void areFoundWhereTheyAreRead(String file, String line) {
        SourceReport report = tree().with(file, line + "\n").read();

        assertThat(TestTree.reads(report)).contains("TEST_PG");
    }

    @Test
    void areFoundWhereTheyAreReadWithoutTheValueToo() {
        SourceReport report = tree().with("t/a.t", "my $db = connect($ENV{TEST_PG} // 'DBI:Pg:dbname=shop');\n")
                .with("t/b.t", "plan skip_all => 'no server' unless $ENV{TEST_PG};\n")
                .read();

        assertThat(report.variables())
                .singleElement()
                .satisfies(variable -> assertThat(variable.uses())
                        .extracting(VariableUse::file)
                        .containsExactly("t/a.t", "t/b.t"));
    }

    @Test
    void areFoundWhereTheyAreSetOnly() {
        SourceReport report = tree().with(
                        "compose.yml",
                        "services:\n"
                                + "  broker:\n"
                                + "    image: shop\n"
                                + "    environment:\n"
                                + "      BROKER_STORAGE: postgres://shop:shop@db:5432/shop\n")
                .read();

        assertThat(report.variables()).extracting(VariableReport::name).contains("BROKER_STORAGE");
        assertThat(TestTree.rules(report)).doesNotContain("variable-never-read");
    }

    @Test
    void namesOfNestedSettingsMayBeSmall() {
        SourceReport report = tree().with(
                        "compose.yml",
                        "services:\n"
                                + "  api:\n"
                                + "    image: shop\n"
                                + "    environment:\n"
                                + "      - shop__db__main_uri=postgres://shop@db:5432/shop\n")
                .with("a.py", "orders.filter(database__name=\"shop\", note__icontains=\"postgres\")\n")
                .read();

        assertThat(report.variables()).extracting(VariableReport::name).containsExactly("shop__db__main_uri");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a.cpp ~ _hostName = environment.value(\"DB_PGSQL_HOSTNAME\");~DB_PGSQL_HOSTNAME",
                "a.py ~ conf['host'] = os.getenv(\"SHOP_ADMIN_DB_HOST\")~SHOP_ADMIN_DB_HOST",
                "a.py ~ source = psycopg2.connect(os.getenv(\"BENCHMARK_SOURCE_CONNSTR\"))~BENCHMARK_SOURCE_CONNSTR",
                "a.go ~ EnvVars: []string{\"SHOP_HOST\", \"SHOP_STOREDB_USERNAME\"},~SHOP_STOREDB_USERNAME"
            })
    void areReadUnderManyNames(String file, String line, String name) {
        SourceReport report = tree().with(file, line + "\n").read();

        assertThat(TestTree.reads(report)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a.py~os.getenv(\"INFLUXDB_HOST\")",
                "a.py~os.getenv(\"DYNAMODB_URL\")",
                "a.py~os.getenv(\"DB_MIN_SIZE_NAME\")",
                "a.go~EnvVars: []string{\"SHOP_HOST\", \"SHOP_PORT\"},"
            })
    void otherServersAreNone(String file, String line) {
        assertThat(tree().with(file, line + "\n").read().variables()).isEmpty();
    }

    @Test
    void replicasOfAServerHaveNamesOfTheirOwn() {
        SourceReport report = tree().with(
                        "config/runtime.exs", "host = System.get_env(\"DB_HOST_REPLICA_FRA\", db_host)\n")
                .read();

        assertThat(TestTree.reads(report)).containsExactly("DB_HOST_REPLICA_FRA");
    }

    @Test
    void otherValuesMakeNoVariablesOfADatabase() {
        SourceReport report = tree().with("a.py", "site = os.environ.get(\"SITE\", \"https://example.org/postgres\")\n")
                .with("b.sh", "echo \"$GREETING postgres://\"\n")
                .read();

        assertThat(report.variables()).isEmpty();
    }
}
