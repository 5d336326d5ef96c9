package dev.migrationcontrol.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.environment.Secret;
import dev.migrationcontrol.operation.OperationState;
import dev.migrationcontrol.operation.StateChange;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One delivery against a real receiver and a real control database; the time is told by the test. */
class DeliveryTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
    private static final String BODY = "{\"type\":\"operation.failed\",\"ünïcode\":\"€\"}";

    private final TestControl control = TestControl.create();
    private final DeliveryStore store = new DeliveryStore(control.pool());
    private final Listening listening = new Listening();
    private Instant now = Instant.now();
    private Receiver receiver = receiver(listening.url("/hook?token=x"));
    private DeliveryTask task = task();

    @AfterEach
    void close() {
        listening.close();
        control.close();
    }

    @Test
    void theSignatureIsProvenByTheLibrary() throws Exception {
        UUID id = insert();
        assertThat(task.run(id.toString())).isEmpty();
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
        UUID id = insert();
        task.run(id.toString());
        assertThat(task.run(id.toString())).isEmpty();
        assertThat(listening.messages).hasSize(1);
    }

    @Test
    void anErrorIsTriedAgainLaterWithTheSameIdAndANewSignature() throws Exception {
        listening.answer(500, 503);
        UUID id = insert();
        assertThat(task.run(id.toString())).contains(now.plusSeconds(10));
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(delivery(id).lastError()).isEqualTo("answered 500");
        assertThat(delivery(id).nextAttemptAt()).isCloseTo(now.plusSeconds(10), aMillisecond());
        now = now.plusSeconds(10);
        assertThat(task.run(id.toString())).contains(now.plusSeconds(30));
        now = now.plusSeconds(30);
        assertThat(task.run(id.toString())).isEmpty();
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
        task = task();
        UUID id = insert();
        long start = System.nanoTime();
        assertThat(task.run(id.toString())).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(delivery(id).lastError()).isEqualTo("did not answer within PT0.3S");
        assertThat(delivery(id).lastStatus()).isNull();
    }

    @Test
    void aReceiverThatIsNotThereIsTriedAgain() throws IOException {
        receiver = receiver("http://127.0.0.1:" + closedPort() + "/secret-token");
        task = task();
        UUID id = insert();
        assertThat(task.run(id.toString())).isPresent();
        assertThat(delivery(id).lastError()).isEqualTo("could not be connected to");
    }

    @Test
    void aDeliveryIsDeadAfterTheLastAttemptAndCanBeBegunAnew() {
        listening.answer(500, 500, 500, 500);
        UUID id = insert();
        for (int attempt = 1; attempt < 4; attempt++) {
            assertThat(task.run(id.toString())).isPresent();
        }
        assertThat(task.run(id.toString())).isEmpty();
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(delivery(id).nextAttemptAt()).isNull();
        assertThat(task.run(id.toString())).isEmpty();
        assertThat(listening.messages).hasSize(4);
        store.inTransaction(transaction -> {
            store.revive(transaction, id, now);
            return true;
        });
        assertThat(task.run(id.toString())).isEmpty();
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void aReceiverThatIsGoneForGoodIsNotAskedAgain() {
        listening.answer(410);
        UUID id = insert();
        assertThat(task.run(id.toString())).isEmpty();
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DEAD);
    }

    @Test
    void noRedirectIsFollowed() {
        listening.answer(307);
        UUID id = insert();
        assertThat(task.run(id.toString())).isPresent();
        assertThat(listening.messages).extracting(Listening.Message::path).containsExactly("/hook");
        assertThat(delivery(id).lastError()).isEqualTo("answered 307");
    }

    @Test
    void aReceiverThatIsNotConfiguredAnyMoreGetsNothing() {
        UUID id = insert();
        DeliveryTask other = new DeliveryTask(new Receivers(List.of()), store, new Sender(clock()), policy(), clock());
        assertThat(other.run(id.toString())).isEmpty();
        assertThat(delivery(id).state()).isEqualTo(Delivery.State.DEAD);
        assertThat(listening.messages).isEmpty();
    }

    @Test
    void aSlowReceiverTakesOneThreadAlone() {
        listening.answer(Listening.SILENCE);
        receiver = receiver(listening.url("/"), Duration.ofSeconds(2));
        task = task();
        UUID first = insert();
        UUID second = insert();
        CompletableFuture<Optional<Instant>> slow = CompletableFuture.supplyAsync(() -> task.run(first.toString()));
        await().until(() -> listening.messages.size() == 1);
        long start = System.nanoTime();
        assertThat(task.run(second.toString())).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
        assertThat(delivery(second).attempts()).isZero();
        assertThat(slow.join()).isPresent();
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

    private DeliveryTask task() {
        return new DeliveryTask(new Receivers(List.of(receiver)), store, new Sender(clock()), policy(), clock());
    }

    private static RetryPolicy policy() {
        return new RetryPolicy(Duration.ofSeconds(10), Duration.ofHours(1), 4, () -> 0.5);
    }

    private UUID insert() {
        StateChange change = new StateChange(UUID.randomUUID(), "UPGRADE", "production", OperationState.FAILED, now);
        return store.inTransaction(
                transaction -> store.insert(transaction, receiver, "operation.failed", change, BODY));
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
