package dev.migrationcontrol.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.environment.database.Secret;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.StateChange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One delivery against a real receiver and a real control database; the time is told by the test. */
class DeliveryTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
    private static final String BODY = "{\"type\":\"operation.failed\",\"ünïcode\":\"€\"}";

    private final TestControl control = TestControl.create();
    private final DeliveryStore store = new DeliveryStore(control.pool(), control.pool());
    private final Listening listening = new Listening();
    private Instant now = Instant.now();
    private Receiver receiver = receiver(listening.url("/hook?token=x"));
    private Courier courier = courier();

    @AfterEach
    void close() {
        listening.close();
        control.close();
    }

    @Test
    void theSignatureIsProvenByTheLibrary() throws Exception {
        UUID id = insert();
        assertThat(courier.sendNext(receiver)).isTrue();
        Listening.Message message = listening.messages.get(0);
        new Webhook(SECRET).verify(message.body(), message.headers());
        assertThatThrownBy(() -> new Webhook(SECRET).verify(message.body() + " ", message.headers()))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(message.body()).isEqualTo(BODY);
        assertThat(message.path()).isEqualTo("/hook");
        assertThat(message.header("webhook-id")).isEqualTo("msg_" + id);
        assertThat(message.header("content-type")).isEqualTo("application/json");
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery(id).lastStatus()).isEqualTo(204);
    }

    @Test
    void aDeliveredMessageIsNotSentAgain() {
        insert();
        assertThat(courier.sendNext(receiver)).isTrue();
        assertThat(courier.sendNext(receiver)).isFalse();
        assertThat(listening.messages).hasSize(1);
    }

    @Test
    void anErrorIsTriedAgainLaterWithTheSameIdAndANewSignature() throws Exception {
        listening.answer(500, 503);
        UUID id = insert();
        assertThat(courier.sendNext(receiver)).isTrue();
        assertThat(courier.sendNext(receiver)).isFalse();
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(delivery(id).lastError()).isEqualTo("answered 500");
        assertThat(delivery(id).nextAttemptAt()).isCloseTo(now.plusSeconds(10), aMillisecond());
        now = now.plusSeconds(10);
        courier.sendNext(receiver);
        assertThat(delivery(id).nextAttemptAt()).isCloseTo(now.plusSeconds(30), aMillisecond());
        now = now.plusSeconds(30);
        courier.sendNext(receiver);
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery(id).attempts()).isEqualTo(3);
        assertThat(listening.messages)
                .extracting(each -> each.header("webhook-id"))
                .containsOnly("msg_" + id);
        assertThat(listening.messages)
                .extracting(each -> each.header("webhook-timestamp"))
                .doesNotHaveDuplicates();
        Listening.Message last = listening.messages.get(2);
        new Webhook(SECRET).verify(last.body(), last.headers());
    }

    @Test
    void aReceiverThatDoesNotAnswerIsGivenUpAfterItsTimeout() {
        listening.answer(Listening.SILENCE);
        receiver = receiver(listening.url("/"), Duration.ofMillis(300));
        courier = courier();
        UUID id = insert();
        long start = System.nanoTime();
        courier.sendNext(receiver);
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(delivery(id).lastError()).isEqualTo("did not answer within PT0.3S");
        assertThat(delivery(id).lastStatus()).isNull();
    }

    @Test
    void aReceiverThatIsNotThereIsTriedAgain() throws IOException {
        receiver = receiver("http://127.0.0.1:" + closedPort() + "/secret-token");
        courier = courier();
        UUID id = insert();
        courier.sendNext(receiver);
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(delivery(id).lastError()).isEqualTo("did not accept a connection");
    }

    @Test
    void aDeliveryIsDeadAfterTheLastAttemptAndCanBeBegunAnew() {
        listening.answer(500, 500, 500, 500);
        UUID id = insert();
        for (int attempt = 1; attempt < 4; attempt++) {
            courier.sendNext(receiver);
            assertThat(delivery(id).state()).isEqualTo(Delivery.State.PENDING);
            now = now.plus(Duration.ofHours(1));
        }
        courier.sendNext(receiver);
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(delivery(id).nextAttemptAt()).isNull();
        assertThat(courier.sendNext(receiver)).isFalse();
        assertThat(listening.messages).hasSize(4);
        store.inTransaction(transaction -> {
            store.revive(transaction, id, now);
            return true;
        });
        courier.sendNext(receiver);
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void aReceiverThatIsGoneForGoodIsNotAskedAgain() {
        listening.answer(410);
        UUID id = insert();
        courier.sendNext(receiver);
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DEAD);
    }

    @Test
    void noRedirectIsFollowed() {
        listening.answer(307);
        UUID id = insert();
        courier.sendNext(receiver);
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(listening.messages).extracting(Listening.Message::path).containsExactly("/hook");
        assertThat(delivery(id).lastError()).isEqualTo("answered 307");
    }

    @Test
    void whatNoNodeKnowsTheReceiverOfIsGivenUp() {
        UUID id = insert();
        assertThat(store.giveUpUnknown(List.of("ops"), now.plusSeconds(60))).isZero();
        assertThat(store.giveUpUnknown(List.of("other"), now.minusSeconds(60))).isZero();
        assertThat(store.giveUpUnknown(List.of("other"), now.plusSeconds(60))).isEqualTo(1);
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DEAD);
    }

    @Test
    void aReceiverThatDoesNotAnswerIsLeftAloneForAWhile() {
        listening.answer(Listening.SILENCE);
        receiver = receiver(listening.url("/"), Duration.ofMillis(300));
        courier = courier();
        UUID first = insert();
        UUID second = insert();
        assertThat(courier.sendNext(receiver)).isFalse();
        assertThat(courier.pauses("ops")).isTrue();
        assertThat(List.of(delivery(first).attempts(), delivery(second).attempts()))
                .containsExactlyInAnyOrder(0, 1);
        now = now.plusSeconds(11);
        assertThat(courier.pauses("ops")).isFalse();
        assertThat(courier.sendNext(receiver)).isTrue();
        assertThat(courier.sendNext(receiver)).isTrue();
        assertThat(delivery(first).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery(second).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void anErrorDoesNotHoldTheNextMessageUp() {
        listening.answer(500);
        UUID first = insert();
        UUID second = insert();
        assertThat(courier.sendNext(receiver)).isTrue();
        assertThat(courier.sendNext(receiver)).isTrue();
        assertThat(List.of(delivery(first).state(), delivery(second).state()))
                .containsExactlyInAnyOrder(Delivery.State.PENDING, Delivery.State.DELIVERED);
    }

    @Test
    void twoNodesNeverTakeTheSameDelivery() {
        UUID id = insert();
        assertThat(store.claim("ops", now, now.plusSeconds(60)))
                .hasValueSatisfying(each -> assertThat(each.id()).isEqualTo(id));
        assertThat(store.claim("ops", now, now.plusSeconds(60))).isEmpty();
        assertThat(store.claim("ops", now.plusSeconds(61), now.plusSeconds(120)))
                .isPresent();
    }

    @Test
    void whatComesWhenTooManyWaitIsGivenUpAndCanBeTriedByHand() {
        UUID first = insert();
        UUID second = insert();
        UUID third = insert(2);
        assertThat(delivery(first).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(delivery(second).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(delivery(third).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(delivery(third).lastError()).contains("too many");
        assertThat(store.counts(List.of("ops")).get("ops"))
                .containsEntry(Delivery.State.PENDING, 2L)
                .containsEntry(Delivery.State.DEAD, 1L);
    }

    @Test
    void oldOnesAreForgotten() {
        insert();
        courier.sendNext(receiver);
        UUID dead = insert();
        listening.answer(410);
        courier.sendNext(receiver);
        assertThat(store.forgetDelivered(Instant.EPOCH, now.minusSeconds(1))).isEmpty();
        assertThat(store.forgetDead(Instant.EPOCH, now.minusSeconds(1))).isEmpty();
        assertThat(store.forgetDelivered(Instant.EPOCH, now.plusSeconds(1))).isPresent();
        assertThat(delivery(dead).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(store.forgetDead(Instant.EPOCH, now.plusSeconds(1))).isPresent();
        assertThat(store.list("ops", null, null, 10)).isEmpty();
    }

    private static TemporalUnitOffset aMillisecond() {
        return within(1, ChronoUnit.MILLIS);
    }

    private Receiver receiver(String url) {
        return receiver(url, Duration.ofSeconds(10));
    }

    private static Receiver receiver(String url, Duration timeout) {
        return new Receiver(
                "ops", URI.create(url), new Secret<>(SECRET), List.of(Receiver.ALL_EVENTS), List.of(), timeout);
    }

    private Courier courier() {
        return new Courier(store, new Sender(clock()), policy(), clock());
    }

    private static RetryPolicy policy() {
        return new RetryPolicy(Duration.ofSeconds(10), Duration.ofHours(1), 4, () -> 0.5);
    }

    private UUID insert() {
        return insert(1_000);
    }

    private UUID insert(int mostPending) {
        StateChange change =
                new StateChange(UUID.randomUUID(), "UPGRADE", "production", OperationState.FAILED, now, Map.of(), 1);
        return store.inTransaction(
                transaction -> store.insert(transaction, receiver, "operation.failed", change, BODY, mostPending));
    }

    private Delivery delivery(UUID id) {
        return store.inTransaction(transaction -> store.find(transaction, id)).orElseThrow();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
