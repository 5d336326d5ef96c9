package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MisconfigurationTest {
    private static final String CANARY = "Canary7Secret";

    @Test
    void reportsEverythingAtOnce() {
        assertThat(Planned.problems(
                        "DATABASE_URL", "mysql://h/d",
                        "TEST_DATABASE_URL", "postgres://u:p@h",
                        "STAGING_DATABASE_URL", "postgres://u:p@${HOST_IP}/d",
                        "PRODUCTION_DATABASE_URL_FILE", "/does/not/exist",
                        "ALL_DATABASE_URL", "postgres://u:p@h/all",
                        "migration-control.environments.shop.protected", "maybe",
                        "migration-control.environments.shop.colour", "red"))
                .extracting(problem -> problem.variable() + " " + problem.wrong())
                .containsExactlyInAnyOrder(
                        "DATABASE_URL does not begin with a PostgreSQL scheme",
                        "TEST_DATABASE_URL has no database name",
                        "STAGING_DATABASE_URL refers to ${HOST_IP}, which is not set",
                        "PRODUCTION_DATABASE_URL_FILE names a file that does not exist",
                        "ALL_DATABASE_URL uses the reserved name all",
                        "migration-control.environments.shop.protected has an unusable value",
                        "migration-control.environments.shop.protected configures the environment shop, which has no"
                                + " database",
                        "migration-control.environments.shop.colour ends in no known key of an environment");
    }

    @Test
    void isOneReadableBlock() {
        assertThat(Planned.block("DATABASE_URL", "mysql://h/d", "TEST_DATABASE_URL", "postgres://u:p@h"))
                .isEqualTo("""

                Migration Control does not start: 2 problems in its configuration.

                  DATABASE_URL
                    does not begin with a PostgreSQL scheme
                    -> write postgresql://user:password@host:5432/database without quotation marks; postgres://, \
                jdbc:postgresql:// and postgresql+driver:// are read, too

                  TEST_DATABASE_URL
                    has no database name
                    -> write postgresql://user:password@host:5432/database
                """);
    }

    @Test
    void anEnvironmentIsDefinedOnce() {
        assertWrong(
                "DATABASE_URL, DB_HOST",
                "define the environment main more than once, with different values",
                "DATABASE_URL",
                "postgres://u@h/d",
                "DB_HOST",
                "other",
                "DB_NAME",
                "d");
        assertWrong(
                "TEST_DATABASE_URL, migration-control.environments.test.url",
                "define the environment test more than once, with different values",
                "TEST_DATABASE_URL",
                "postgres://u@h/d",
                "migration-control.environments.test.url",
                "postgres://u@h/e");
        assertWrong(
                "DATABASE_URL, MAIN_DATABASE_URL",
                "define the environment main more than once, with different values",
                "DATABASE_URL",
                "postgres://u@h/d",
                "MAIN_DATABASE_URL",
                "postgres://u@h/e");
    }

    @Test
    void bothSpellingsOfOneVariableAgree() {
        assertWrong(
                "TEST_DATABASE_URL, DATABASE_TEST_URL",
                "are two spellings of one variable and set to different values",
                "TEST_DATABASE_URL",
                "postgres://u@h/d",
                "DATABASE_TEST_URL",
                "postgres://u@h/e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u@localhost/d",
                "postgres://v:p@127.0.0.1:5432/d",
                "postgresql+asyncpg://u@[::1]/d",
                "jdbc:postgresql://LOCALHOST:5432/d?user=u",
                "postgres://u@elsewhere,localhost/d"
            })
    void twoEnvironmentsNeverShareADatabase(String same) {
        assertThat(Planned.problems("DATABASE_URL", "postgres://u@localhost:5432/d", "TEST_DATABASE_URL", same))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.variable()).isEqualTo("DATABASE_URL, TEST_DATABASE_URL");
                    assertThat(problem.wrong())
                            .isEqualTo(
                                    "lead to the same database, localhost:5432/d, for two environments, main and test");
                });
    }

    @Test
    void aReplicaIsNoOtherEnvironmentsDatabase() {
        assertThat(Planned.problems(
                        "DATABASE_URL", "postgres://u@h/d",
                        "DATABASE_READ_URL", "postgres://u@h/t",
                        "TEST_DATABASE_URL", "postgres://u@h/t"))
                .hasSize(1);
    }

    @Test
    void theControlDatabaseIsNoEnvironment() {
        assertWrong(
                "CONTROL_DATABASE_URL, DATABASE_URL",
                "lead to the same database, localhost:5432/control, for the service and the environment main",
                "DATABASE_URL",
                "postgres://u@127.0.0.1/control");
        assertWrong("CONTROL_DATABASE_READ_URL", "is not supported", "CONTROL_DATABASE_READ_URL", "postgres://u@h/d");
        assertWrong(
                "migration-control.environments.control.url",
                "uses the reserved name control",
                "migration-control.environments.control.url",
                "postgres://u@h/d");
    }

    @Test
    void namesAreValidAndNotReserved() {
        assertWrong("READ_DATABASE_URL", "uses the reserved name read", "READ_DATABASE_URL", "postgres://u@h/d");
        assertWrong(
                "MIGRATION_CONTROL_DATABASE_URL",
                "uses the reserved name migration-control",
                "MIGRATION_CONTROL_DATABASE_URL",
                "postgres://u@h/d");
        assertWrong("2ND_DATABASE_URL", "gives no valid environment name", "2ND_DATABASE_URL", "postgres://u@h/d");
        assertWrong(
                "migration-control.environments.Shop.url",
                "gives no valid environment name",
                "migration-control.environments.Shop.url",
                "postgres://u@h/d");
    }

    @Test
    void everyBlockAndReplicaHasADatabase() {
        assertWrong(
                "migration-control.environments.shop.schemas",
                "configures the environment shop, which has no database",
                "migration-control.environments.shop.schemas",
                "a");
        assertWrong(
                "TEST_DATABASE_READ_URL",
                "configures the environment test, which has no database",
                "TEST_DATABASE_READ_URL",
                "postgres://u@h/d");
    }

    @Test
    void theSingleVariablesAreComplete() {
        assertWrong("DB_NAME", "is missing, although other DB_ variables are set", "DB_HOST", "h");
        assertWrong("DB_HOST", "is missing, although other DB_ variables are set", "DB_NAME", "d");
        assertWrong("DB_PORT", "is no number from 1 to 65535", "DB_HOST", "h", "DB_NAME", "d", "DB_PORT", "pg");
    }

    @Test
    void aSwitchIsTrueOrFalse() {
        assertWrong(
                "MIGRATION_CONTROL_EMBEDDED_FSYNC", "has an unusable value", "MIGRATION_CONTROL_EMBEDDED_FSYNC", "yep");
        assertWrong(
                "migration-control.embedded.control",
                "has an unusable value",
                "migration-control.embedded.control",
                "maybe");
    }

    @Test
    void noPasswordIsEverQuoted(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("url"), "postgres://u:" + CANARY + "@h");
        for (String url : unusableUrlsWithThePassword()) {
            assertThat(Planned.problems("DATABASE_URL", url)).as(url).isNotEmpty();
            assertThat(Planned.block("DATABASE_URL", url)).doesNotContainIgnoringCase(CANARY);
            assertThat(Planned.block("DATABASE_URL_FILE", url)).doesNotContainIgnoringCase(CANARY);
            assertThat(Planned.block("migration-control.environments.main.url", url))
                    .doesNotContainIgnoringCase(CANARY);
        }
        String sound = "postgres://u:" + CANARY + "@h/d";
        assertThat(Planned.block("DATABASE_URL_FILE", secret.toString())).doesNotContain(CANARY);
        assertThat(Planned.block("DATABASE_URL", sound, "TEST_DATABASE_URL", sound))
                .doesNotContain(CANARY);
        assertThat(Planned.block("TEST_DATABASE_URL", sound, "DATABASE_TEST_URL", sound + "2"))
                .doesNotContain(CANARY);
        assertThat(Planned.block("DATABASE_URL", sound, "DATABASE_URL_FILE", sound))
                .doesNotContain(CANARY);
        assertThat(Planned.block("DB_HOST", "h", "DB_PASSWORD", "${" + CANARY + "}"))
                .doesNotContain(CANARY);
        assertThat(Planned.block("DATABASE_URL", sound, "migration-control.environments.main.password", CANARY + "2"))
                .doesNotContain(CANARY);
        assertThat(Planned.environments("DATABASE_URL", sound).require("main").toString())
                .doesNotContain(CANARY);
    }

    private static String[] unusableUrlsWithThePassword() {
        return new String[] {
            CANARY,
            "mysql://u:" + CANARY + "@h/d",
            "postgres://u:" + CANARY + "@h",
            "postgres://u:" + CANARY + "@/d",
            "postgres://u:" + CANARY + "@h:pg/d",
            "postgres://u:" + CANARY,
            "postgres://u:" + CANARY + "/d",
            "postgres://u:" + CANARY + "%zz@h/d",
            "postgres://u:x/" + CANARY + "@h/d",
            "postgres://u:1/" + CANARY + "@h/d",
            "postgres://u:1?" + CANARY + "@h/d",
            "postgres://u:1?" + CANARY + "=x@h/d",
            "postgres://u:1?a&" + CANARY + "&b@h/d",
            "postgres://u:1?" + CANARY + "=1&b=2@h/d",
            "postgres://u:1#" + CANARY + "@h/d",
            "postgres://u:${" + CANARY + "}@h/d",
            "postgres://u:${" + CANARY + "@h/d",
            "postgres://u:" + CANARY + "@h/d?password=" + CANARY + "2",
            "postgres://u:" + CANARY + "@h/d?loggerFile=x",
            "jdbc:postgresql://h/d?user=u&password=" + CANARY + "&sslmode=" + CANARY,
            "jdbc:postgresql://h/d?user=u&password=" + CANARY + "%",
            "jdbc:postgresql://h/d?user=u&password=a#" + CANARY,
            "\"postgres://u:" + CANARY + "@h/d\"",
        };
    }

    private static void assertWrong(String variable, String wrong, String... variables) {
        assertThat(Planned.problems(variables)).singleElement().satisfies(problem -> {
            assertThat(problem.variable()).isEqualTo(variable);
            assertThat(problem.wrong()).isEqualTo(wrong);
            assertThat(problem.instead()).isNotBlank();
        });
    }
}
