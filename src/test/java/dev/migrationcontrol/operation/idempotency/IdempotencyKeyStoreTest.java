package dev.migrationcontrol.operation.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.operation.ControlTest;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore.KeyedRequest;
import io.quarkus.runtime.configuration.DurationConverter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdempotencyKeyStoreTest extends ControlTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final String key = UUID.randomUUID().toString();

    @Test
    void aKeyBelongsToTheFirstOperationThatIsBoundToIt() throws SQLException {
        UUID first = running(List.of());
        assertThat(store("7d", NOON).find(request("a"))).isEmpty();
        assertThat(bind(store("7d", NOON), request("a"), first)).isTrue();
        assertThat(bind(store("7d", NOON), request("a"), running(List.of()))).isFalse();
        assertThat(store("7d", NOON).find(request("a"))).contains(first);
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefusedWithTheOperationOfTheFirst() throws SQLException {
        UUID first = running(List.of());
        bind(store("7d", NOON), request("a"), first);
        assertThatThrownBy(() -> store("7d", NOON).find(request("b")))
                .isInstanceOf(IdempotencyKeyReused.class)
                .hasMessageContaining(first.toString());
    }

    @Test
    void callersDoNotShareTheirKeys() throws SQLException {
        UUID first = running(List.of());
        UUID other = running(List.of());
        KeyedRequest same = new KeyedRequest("someone else", new IdempotencyKey(key), bytes("b"));
        bind(store("7d", NOON), request("a"), first);
        assertThat(bind(store("7d", NOON), same, other)).isTrue();
        assertThat(store("7d", NOON).find(request("a"))).contains(first);
        assertThat(store("7d", NOON).find(same)).contains(other);
    }

    /** To the second at which it ends; what is found no longer is free for another request. */
    @ParameterizedTest
    @CsvSource({"7d, 604800", "1h, 86400", "24h, 86400", "25h, 90000"})
    void aKeyIsRememberedForTheTimeThatIsSetButNeverForLessThanADay(String retention, long seconds)
            throws SQLException {
        UUID first = running(List.of());
        bind(store(retention, NOON), request("a"), first);
        Instant end = NOON.plusSeconds(seconds);
        IdempotencyKeyStore before = store(retention, end.minusSeconds(1));
        assertThat(before.find(request("a"))).contains(first);
        assertThat(bind(before, request("a"), running(List.of()))).isFalse();

        IdempotencyKeyStore after = store(retention, end);
        assertThat(after.find(request("b"))).isEmpty();
        UUID second = running(List.of());
        assertThat(bind(after, request("b"), second)).isTrue();
        assertThat(after.find(request("b"))).contains(second);
        assertThat(after.oldest().toInstant()).isEqualTo(end.minus(Duration.ofSeconds(seconds)));
    }

    private KeyedRequest request(String fingerprint) {
        return new KeyedRequest("test", new IdempotencyKey(key), bytes(fingerprint));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean bind(IdempotencyKeyStore keys, KeyedRequest request, UUID operation) {
        return ControlDatabase.inTransaction(control.pool(), connection -> keys.bind(connection, request, operation));
    }

    private static IdempotencyKeyStore store(String retention, Instant now) {
        return new IdempotencyKeyStore(
                control.pool(), () -> DurationConverter.parseDuration(retention), Clock.fixed(now, ZoneOffset.UTC));
    }
}
