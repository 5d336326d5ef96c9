package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    private final Misconfigurations misconfigurations = new Misconfigurations();

    @ParameterizedTest
    @CsvSource({
        "postgres://u@${HOST_IP}/d, postgres://u@10.0.0.1/d",
        "${INDIRECT}, at 10.0.0.1",
        "${MISSING:-fallback}, fallback",
        "${MISSING:fallback}, fallback",
        "${HOST_IP:fallback}, 10.0.0.1",
        "${MISSING:}x, x",
        "${some.property}, dotted",
    })
    void expandsReferences(String value, String expanded) {
        Variables variables = variables(
                Map.of("X", value, "HOST_IP", "10.0.0.1", "INDIRECT", "at ${HOST_IP}", "some.property", "dotted"));
        assertThat(variables.find("X")).contains(new Variable("X", expanded));
        assertThat(misconfigurations.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "$${NAME}, ${NAME}",
        "\\${NAME}, ${NAME}",
        "a $${b} ${HOST_IP} $${, a ${b} 10.0.0.1 ${",
        "$$${HOST_IP}, $${HOST_IP}",
        "cost: $$ 5, cost: $$ 5",
    })
    void writesTheCharactersThemselves(String value, String literal) {
        Variables variables = variables(Map.of("X", value, "HOST_IP", "10.0.0.1"));
        assertThat(variables.find("X").map(Variable::value)).contains(literal);
        assertThat(misconfigurations.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa$$word", "$1\\2", "\\", "a\\$b", "$HOME", "{x}", "100%", "#!&"})
    void leavesEveryOtherCharacterAlone(String value) {
        assertThat(variables(Map.of("X", value, "Y", "<${X}>")).find("Y"))
                .contains(new Variable("Y", "<" + value + ">"));
    }

    @ParameterizedTest
    @CsvSource({
        "${MISSING}, 'refers to ${MISSING}, which is not set'",
        "${missing}, 'refers to a variable, which is not set'",
        "${X}, refers to itself",
        "${LOOP}, refers to itself",
        "a${b, contains a ${ that begins no reference",
        "a${1}b, contains a ${ that begins no reference",
    })
    void saysWhichReferenceCannotBeExpanded(String value, String wrong) {
        assertThat(variables(Map.of("X", value, "LOOP", "${X}")).find("X")).isEmpty();
        assertThat(misconfigurations.all()).extracting(Misconfiguration::wrong).contains(wrong);
    }

    @Test
    void readsAMountedSecretWithoutItsLastNewline(@TempDir Path folder) throws IOException {
        Path url = Files.writeString(folder.resolve("url"), "postgres://u:p@${HOST_IP}/d\r\n");
        Path password = Files.writeString(folder.resolve("password"), " ${not} a reference \n\n");
        Variables variables = variables(Map.of(
                "TEST_DATABASE_URL_FILE", url.toString(),
                "HOST_IP", "h",
                "DB_PASSWORD_FILE", password.toString(),
                "migration-control.environments.test.password-file", password.toString()));
        assertThat(variables.find("TEST_DATABASE_URL"))
                .contains(new Variable("TEST_DATABASE_URL_FILE", "postgres://u:p@h/d"));
        assertThat(variables.find("DB_PASSWORD")).contains(new Variable("DB_PASSWORD_FILE", " ${not} a reference "));
        assertThat(variables
                        .find("migration-control.environments.test.password")
                        .map(Variable::value))
                .contains(" ${not} a reference ");
    }

    @Test
    void saysWhyAFileCannotBeRead(@TempDir Path folder) throws IOException {
        assertFileProblem(folder.resolve("none").toString(), "names a file that does not exist");
        assertFileProblem("\0", "names a file that does not exist");
        assertFileProblem(folder.toString(), "names a folder");
        assertFileProblem(Files.writeString(folder.resolve("empty"), "\n").toString(), "names an empty file");
        assertFileProblem(
                Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe})
                        .toString(),
                "names a file that cannot be read as text");
        assertFileProblem(
                Files.write(folder.resolve("large"), new byte[70_000]).toString(), "names a file of more than 64 KiB");
    }

    @Test
    void takesEitherTheVariableOrItsFile() {
        assertThat(variables(Map.of("X", "a", "X_FILE", "b")).find("X")).isEmpty();
        assertThat(misconfigurations.all())
                .containsExactly(new Misconfiguration("X, X_FILE", "are both set", "set one of the two"));
    }

    @Test
    void areReadFromTheConfigurationAsTheyWereWritten() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "TEST_DATABASE_URL", "postgres://u:a$b\\c@${HOST_IP}/d",
                                "MIGRATION_CONTROL_ENVIRONMENTS_TEST_SCHEMAS", "strong"),
                        300))
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "migration-control.environments.test.schemas", "weak",
                                "SHOP_DATABASE_URL", "postgres://u:p@${MISSING}/d"),
                        "properties",
                        250))
                .build();
        assertThat(Variables.rawIn(config))
                .containsEntry("TEST_DATABASE_URL", "postgres://u:a$b\\c@${HOST_IP}/d")
                .containsEntry("SHOP_DATABASE_URL", "postgres://u:p@${MISSING}/d")
                .containsEntry("migration-control.environments.test.schemas", "strong");
    }

    private void assertFileProblem(String file, String wrong) {
        Misconfigurations own = new Misconfigurations();
        assertThat(new Variables(Map.of("X_FILE", file), own).find("X")).isEmpty();
        assertThat(own.all()).extracting(Misconfiguration::wrong).containsExactly(wrong);
    }

    private Variables variables(Map<String, String> raw) {
        return new Variables(raw, misconfigurations);
    }
}
