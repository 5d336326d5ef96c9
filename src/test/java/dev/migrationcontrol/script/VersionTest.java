package dev.migrationcontrol.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    private static final List<String> VERSIONS = List.of(
            "1", "1.0", "1_1", "1.1", "1.10", "1.2", "01", "001.1", "2", "20240101120000", "3.6.0.1", "0", "10");

    @Test
    void comparesAsFlywayDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            String a = VERSIONS.get(random.nextInt(VERSIONS.size()));
            String b = VERSIONS.get(random.nextInt(VERSIONS.size()));
            int flyway = MigrationVersion.fromVersion(a).compareTo(MigrationVersion.fromVersion(b));
            assertThat(Integer.signum(Version.of(a).compareTo(Version.of(b))))
                    .as("%s and %s", a, b)
                    .isEqualTo(Integer.signum(flyway));
            assertThat(Version.of(a).equals(Version.of(b)))
                    .as("%s and %s", a, b)
                    .isEqualTo(flyway == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1.", ".1", "1..2", "1-2", "latest", "-1"})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> Version.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
