package dev.migrationcontrol.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.execution.Targets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeReaderTest {
    private static final String WEEKEND = "migration-control.freezes.weekend.";

    private static List<ConfiguredFreeze> read(Map<String, String> variables) {
        Environments environments = new Environments(
                List.of(Targets.environment("test", false), Targets.environment("production", true)),
                Targets.environment("control", false).database());
        return FreezeReader.read(variables, environments);
    }

    private static Map<String, String> weekend(String... more) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                WEEKEND + "environments", "production",
                WEEKEND + "zone", "Europe/Berlin",
                WEEKEND + "cron", "0 16 * * FRI",
                WEEKEND + "duration", "62h"));
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                variables.remove(WEEKEND + more[i]);
            } else {
                variables.put(WEEKEND + more[i], more[i + 1]);
            }
        }
        return variables;
    }

    @Test
    void propertiesAndVariablesSayTheSame() {
        List<ConfiguredFreeze> freezes = read(weekend("rollback", "allowed", "reason", "nobody is there"));
        assertThat(freezes).hasSize(1);
        Freeze freeze = freezes.get(0).freeze();
        assertThat(freeze.name()).isEqualTo("weekend");
        assertThat(freeze.kind()).isEqualTo(Freeze.Kind.DENY);
        assertThat(freeze.environments()).containsExactly("production");
        assertThat(freeze.rollback()).isTrue();
        assertThat(freeze.window().at(Instant.parse("2026-11-28T12:00:00Z"))).isPresent();
        assertThat(read(Map.of(
                        "MIGRATION_CONTROL_FREEZES_WEEKEND_ENVIRONMENTS", "production",
                        "MIGRATION_CONTROL_FREEZES_WEEKEND_ZONE", "Europe/Berlin",
                        "MIGRATION_CONTROL_FREEZES_WEEKEND_CRON", "0 16 * * FRI",
                        "MIGRATION_CONTROL_FREEZES_WEEKEND_DURATION", "PT62H",
                        "MIGRATION_CONTROL_FREEZES_WEEKEND_ROLLBACK", "allowed",
                        "MIGRATION_CONTROL_FREEZES_WEEKEND_REASON", "nobody is there")))
                .isEqualTo(freezes);
    }

    @Test
    void aNameMayHaveSeveralWords() {
        assertThat(read(Map.of(
                                "MIGRATION_CONTROL_FREEZES_YEAR_END_ENVIRONMENTS", "*",
                                "MIGRATION_CONTROL_FREEZES_YEAR_END_ZONE", "UTC",
                                "MIGRATION_CONTROL_FREEZES_YEAR_END_KIND", "ALLOW",
                                "MIGRATION_CONTROL_FREEZES_YEAR_END_FROM", "2026-12-20T00:00",
                                "MIGRATION_CONTROL_FREEZES_YEAR_END_UNTIL", "2027-01-04T06:00:00"))
                        .get(0)
                        .freeze())
                .isEqualTo(new Freeze(
                        "year-end",
                        Freeze.Kind.ALLOW,
                        Set.of("*"),
                        new Once(
                                new Span(Instant.parse("2026-12-20T00:00:00Z"), Instant.parse("2027-01-04T06:00:00Z"))),
                        false,
                        null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            zone         | -                 | has no zone
            zone         | Mars/Olympus      | is no time zone
            zone         | CEST              | is no time zone
            zone         | +02:00            | is no time zone
            environments | -                 | has no environments
            environments | staging           | names an environment that is not configured
            cron         | -                 | has no cron
            cron         | 0 0 30 2 *        | is no cron expression that ever happens
            cron         | often             | is no cron expression that ever happens
            duration     | -                 | has no duration
            duration     | 30s               | has an unusable value
            duration     | 32d               | has an unusable value
            duration     | soon              | has an unusable value
            from         | 2026-12-20T00:00  | both returns and is once
            kind         | maybe             | is no kind of freeze
            rollback     | yes               | does not say what happens to rollbacks
            environment  | production        | ends in no known key
            """)
    void whatIsWrongIsNamed(String key, String value, String wrong) {
        assertThatThrownBy(() -> read(weekend(key, value)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(WEEKEND)
                .hasMessageContaining(wrong);
    }

    @Test
    void anEndBeforeItsBeginIsNamed() {
        assertThatThrownBy(() -> read(weekend(
                        "cron", null, "duration", null, "from", "2026-12-20T00:00", "until", "2026-12-20T00:00")))
                .hasMessageContaining("is not after the time");
        assertThatThrownBy(() -> read(weekend(
                        "cron", null, "duration", null, "from", "2026-12-20T00:00Z", "until", "2026-12-21T00:00")))
                .hasMessageContaining("is no local time");
        assertThatThrownBy(() -> read(weekend("cron", null, "duration", null)))
                .hasMessageContaining("does not say when it is");
        assertThatThrownBy(() -> read(Map.of("migration-control.freezes.Week.zone", "UTC")))
                .hasMessageContaining("gives no valid name");
    }
}
