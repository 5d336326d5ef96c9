package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.environment.setting.LocalCron;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftPolicyReaderTest {
    private static final String PRODUCTION = "migration-control.environments.production.";
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private static DriftPolicy read(String... more) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "CONTROL_DATABASE_URL", "postgresql://127.0.0.1:1/control",
                "PRODUCTION_DATABASE_URL", "postgresql://127.0.0.1:1/production"));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return Environments.configured(variables).require("production").policy().drift();
    }

    private static Instant next(DriftPolicy policy) {
        LocalCron schedule = policy.schedule();
        assertThat(schedule).isNotNull();
        return schedule.next(NEW_YEAR).orElseThrow();
    }

    @Test
    void nothingIsCheckedUnlessItIsAskedFor() {
        assertThat(read().schedule()).isNull();
        assertThat(read(PRODUCTION + "drift-zone", "Europe/Berlin").schedule()).isNull();
    }

    @Test
    void theScheduleIsInItsZone() {
        assertThat(next(read(PRODUCTION + "drift-schedule", "0 3 * * *"))).isEqualTo("2026-01-01T03:00:00Z");
        assertThat(next(read(PRODUCTION + "drift-schedule", "0 3 * * *", PRODUCTION + "drift-zone", "Europe/Berlin")))
                .isEqualTo("2026-01-01T02:00:00Z");
        assertThat(next(read(
                        "MIGRATION_CONTROL_ENVIRONMENTS_PRODUCTION_DRIFT_SCHEDULE",
                        "*/15 * * * *",
                        "MIGRATION_CONTROL_ENVIRONMENTS_PRODUCTION_DRIFT_ZONE",
                        "UTC")))
                .isEqualTo("2026-01-01T00:15:00Z");
    }

    @Test
    void whatIsAcceptedIsAcceptedWithWhatIsInIt() {
        DriftPolicy policy = read(
                PRODUCTION + "drift-accept.reporting", "the reporting tool's",
                PRODUCTION + "drift-accept.public.orders.by_note", "made in May");
        assertThat(policy.acceptedName("reporting.sales.total")).contains("reporting");
        assertThat(policy.acceptedName("public.orders.by_note")).contains("public.orders.by_note");
        assertThat(policy.acceptedName("public.orders")).isEmpty();
        assertThat(policy.acceptedName("reporting_2.sales")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "drift-schedule, every day, no cron expression",
        "drift-schedule, 0 3 * *, no cron expression",
        "drift-schedule, 0 3 30 2 *, no cron expression",
        "drift-zone, Mars/Olympus, no time zone",
    })
    void whatCannotBeUnderstoodIsRefusedAtTheStart(String key, String value, String why) {
        assertThatThrownBy(() -> read(PRODUCTION + key, value))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(PRODUCTION + key)
                .hasMessageContaining(why);
    }

    @Test
    void aReasonIsNotAnEssay() {
        assertThatThrownBy(() -> read(PRODUCTION + "drift-accept.public.a", "x".repeat(501)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("drift-accept.public.a")
                .hasMessageContaining("500 characters");
    }
}
