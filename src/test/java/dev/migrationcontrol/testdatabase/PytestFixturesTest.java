package dev.migrationcontrol.testdatabase;

import static dev.migrationcontrol.Service.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;

import dev.migrationcontrol.CodeTools;
import dev.migrationcontrol.FolderCopy;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/sample/legacy/with_service}, run by pytest against the service. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class PytestFixturesTest {
    private static final Path LEGACY = Path.of("deploy", "sample", "legacy");

    @TestHTTPResource("/")
    URI service;

    @TempDir
    Path folder;

    @BeforeEach
    void giveTheShopItsTables() throws IOException {
        TestEnvironment environment = TestEnvironment.empty("leases");
        int version = 0;
        for (String name :
                new String[] {"001_create_products", "002_create_stock", "003_index_products", "004_seed_products"}) {
            version++;
            environment.script(
                    "V" + version + "__" + name.substring(4) + ".sql",
                    Files.readString(LEGACY.resolve("sql").resolve(name + ".sql")));
        }
    }

    @Test
    void theFixturesLeaseDatabasesAndReturnThem() throws IOException, InterruptedException {
        String output = pytest("leases", 0);

        assertThat(output).contains("5 passed").doesNotContain("warning");
        get("/api/v1/test-databases").then().body("items", empty());
    }

    @Test
    void theySayWhatTheServiceRefuses() throws IOException, InterruptedException {
        assertThat(pytest("lifecycle", 3)).contains("not-for-tests", "migration-control.test-databases.environments");
    }

    private String pytest(String environment, int exit) throws IOException, InterruptedException {
        String python = CodeTools.requirePython(
                "import pytest, pytest_asyncio, sqlalchemy, psycopg2, asyncpg",
                "python3-pytest python3-pytest-asyncio python3-sqlalchemy python3-psycopg2 python3-asyncpg",
                "TESTS_WITHOUT_PYTEST");
        Path tests = folder.resolve("with_service");
        FolderCopy.copy(LEGACY.resolve("with_service"), tests);
        ProcessBuilder builder = new ProcessBuilder(python, "-m", "pytest", "-q", "-p", "no:cacheprovider")
                .directory(tests.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("MIGRATION_CONTROL_URL", service.toString());
        builder.environment().put("MIGRATION_CONTROL_ENVIRONMENT", environment);
        builder.environment().put("PGPASSWORD", "unused");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
        assertThat(ended).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(exit);
        return output;
    }
}
