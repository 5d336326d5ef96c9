package dev.migrationcontrol.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Misconfiguration;
import dev.migrationcontrol.environment.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiverReaderTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
    private static final String OPS = "migration-control.webhooks.ops.";

    @Test
    void readsPropertiesAndVariablesAndFiles(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        List<Receiver> receivers = read(Map.of(
                OPS + "url",
                "https://hooks.example.org/t?token=x",
                OPS + "secret-file",
                file.toString(),
                OPS + "events",
                "operation.failed, operation.interrupted",
                OPS + "timeout",
                "3s",
                "MIGRATION_CONTROL_WEBHOOKS_BIG_OPS_URL",
                "http://127.0.0.1:9/x",
                "MIGRATION_CONTROL_WEBHOOKS_BIG_OPS_SECRET_FILE",
                file.toString()));
        assertThat(receivers).extracting(Receiver::name).containsExactly("big-ops", "ops");
        Receiver ops = receivers.get(1);
        assertThat(ops.secret().reveal()).isEqualTo(SECRET);
        assertThat(ops.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(ops.origin()).isEqualTo("https://hooks.example.org");
        assertThat(ops.wants("operation.failed", "production")).isTrue();
        assertThat(ops.wants("operation.succeeded", "production")).isFalse();
        assertThat(List.of("operation.queued", "access.break-glass", "drift.found", "drift.ended"))
                .as("all events, where none is named")
                .allMatch(event -> receivers.get(0).wants(event, "any"));
        assertThat(ops.wants("drift.found", "production")).isFalse();
        assertThat(receivers.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url | ftp://h/x | url is no URL of a receiver",
                "url | https://h h/ | url is no URL",
                "url | http://hooks.example.org/x | url sends over http without encryption",
                "url | http://127.0.0.1.example.org/x | url sends over http without encryption",
                "url | https://canary:canary@h/x | url holds a user or password",
                "url | https://h/x#canary | url is no URL of a receiver",
                "secret | canary | secret does not begin with whsec_",
                "secret | whsec_canary | secret is too short or too long",
                "secret | whsec_c!n!r!y | secret is not in Base64 after whsec_",
                "events | operation.canary | events names what is not known",
                "environments | canary | environments names what is not known",
                "timeout | 10m | timeout has an unusable value",
                "timeout | canary | timeout has an unusable value",
                "allow-http | yes | allow-http has an unusable value",
                "colour | canary | colour ends in no known key of a receiver"
            })
    void whatIsWrongStopsTheStart(String key, String value, String wrong) {
        Map<String, String> properties = sound();
        properties.put(OPS + key, value);
        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> read(properties));
        assertThat(refused.reasons())
                .extracting(each -> each.variable() + " " + each.wrong())
                .containsExactly(OPS + wrong);
        assertThat(refused.getMessage())
                .startsWith("\nMigration Control does not start")
                .doesNotContain("canary");
    }

    @Test
    void everythingIsReportedAtOnce() {
        StartRefused refused = catchThrowableOfType(
                StartRefused.class,
                () -> read(Map.of(OPS + "events", "operation.*", "migration-control.webhooks.Big.url", "https://h/")));
        assertThat(refused.reasons())
                .extracting(Misconfiguration::wrong)
                .containsExactlyInAnyOrder(
                        "configures the webhook ops, which has no url",
                        "configures the webhook ops, which has no secret",
                        "gives no valid name of a receiver");
    }

    @Test
    void httpCanBeAcknowledged() {
        Map<String, String> properties = sound();
        properties.put(OPS + "url", "http://hooks.internal/x");
        properties.put(OPS + "allow-http", "true");
        assertThat(read(properties)).hasSize(1);
    }

    private static Map<String, String> sound() {
        return new HashMap<>(Map.of(OPS + "url", "https://hooks.example.org/", OPS + "secret", SECRET));
    }

    private static List<Receiver> read(Map<String, String> properties) {
        return Receivers.read(properties, new Environments(List.of(), TestServer.database("unused")));
    }
}
