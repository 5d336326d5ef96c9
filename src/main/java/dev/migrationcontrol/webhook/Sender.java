package dev.migrationcontrol.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends one message as Standard Webhooks says; follows no redirect and reads nothing of the answer but its status. */
@Singleton
final class Sender {
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Sender(Clock clock) {
        this.clock = clock;
    }

    /**
     * What the receiver said.
     *
     * @param error null when it accepted the message
     */
    record Answer(@Nullable Integer status, @Nullable String error) {
        static Answer none(String error) {
            return new Answer(null, error);
        }
    }

    Answer send(Receiver receiver, Delivery delivery) {
        CompletableFuture<HttpResponse<Void>> response =
                client.sendAsync(request(receiver, delivery), BodyHandlers.discarding());
        try {
            int status = response.get(receiver.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return new Answer(status, status / 100 == 2 ? null : "answered " + status);
        } catch (TimeoutException e) {
            response.cancel(true);
            return Answer.none("did not answer within " + receiver.timeout());
        } catch (ExecutionException e) {
            return Answer.none(why(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("was not sent completely, because the service stopped", e);
        }
    }

    private HttpRequest request(Receiver receiver, Delivery delivery) {
        String id = "msg_" + delivery.id();
        long timestamp = clock.instant().getEpochSecond();
        String body = delivery.content().body();
        return HttpRequest.newBuilder(receiver.url())
                .header("content-type", "application/json")
                .header("user-agent", "migration-control")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signature(receiver, id, timestamp, body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String signature(Receiver receiver, String id, long timestamp, String body) {
        try {
            return new Webhook(receiver.secret().reveal()).sign(id, timestamp, body);
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never the message of the exception, which may hold the URL. */
    private static String why(@Nullable Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "did not accept a connection in time";
        }
        if (cause instanceof ConnectException) {
            return "did not accept a connection";
        }
        if (cause instanceof SSLException) {
            return "has no trusted certificate, or does not speak TLS";
        }
        return "broke the connection";
    }
}
