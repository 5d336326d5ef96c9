package dev.migrationcontrol.access.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationcontrol.access.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Asks an issuer: where its keys are, the keys, and for a token. Within bounds of time and size, never redirected. */
final class IssuerDocuments {
    static final int MOST_BYTES = 256 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Provider provider;
    private @Nullable HttpClient client;

    IssuerDocuments(Provider provider) {
        this.provider = provider;
    }

    /** The document with the keys; fails where the issuer is not who it should be, or does not answer in time. */
    CompletableFuture<String> keys() {
        return discovered()
                .thenApply(found -> address(found, "jwks_uri"))
                .thenCompose(this::fetch)
                .thenApply(JsonNode::toString);
    }

    /** What the issuer says of itself; fails as {@link #keys()} does. */
    CompletableFuture<JsonNode> discovered() {
        return fetch(discovery(provider)).thenApply(found -> {
            if (!found.path("issuer").asText("").equals(provider.issuer())) {
                throw failure("the document there names another issuer than the configured one");
            }
            return found;
        });
    }

    /** Sends a form. What comes back is the answer also where the issuer refuses, with {@code error}. */
    CompletableFuture<JsonNode> send(URI uri, String form, @Nullable String authorization) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(ANSWER)
                    .header("Accept", "application/json")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form));
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            return ask(request.build(), Set.of(200, 400, 401));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Where an issuer says what it has. */
    static URI discovery(Provider provider) {
        return URI.create(provider.issuer().replaceAll("/+$", "") + "/.well-known/openid-configuration");
    }

    /** An address of the issuer, without which it cannot be used. */
    URI address(JsonNode discovered, String name) {
        String address = discovered.path(name).asText("");
        try {
            URI uri = URI.create(address);
            boolean secure = "https".equals(uri.getScheme());
            boolean trial = "http".equals(uri.getScheme())
                    && provider.issuer().startsWith("http:")
                    && LOOPBACK.contains(String.valueOf(uri.getHost()));
            if (uri.getHost() != null && (secure || trial)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw failure("its " + name + " is no address");
        }
        throw failure("its " + name + " does not begin with https");
    }

    private CompletableFuture<JsonNode> fetch(URI uri) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri).timeout(ANSWER).header("Accept", "application/json");
            if (provider.token() != null) {
                request.header(
                        "Authorization",
                        "Bearer " + Files.readString(provider.token()).strip());
            }
            return ask(request.build(), Set.of(200));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<JsonNode> ask(HttpRequest request, Set<Integer> statuses)
            throws IOException, GeneralSecurityException {
        CompletableFuture<HttpResponse<byte[]>> sent = client().sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        CompletableFuture<JsonNode> read =
                sent.copy().orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS).thenApply(answer -> read(answer, statuses));
        read.whenComplete((done, failed) -> sent.cancel(true));
        return read;
    }

    private static JsonNode read(HttpResponse<byte[]> answer, Set<Integer> statuses) {
        if (!statuses.contains(answer.statusCode())) {
            throw failure("it answered " + answer.statusCode());
        }
        try {
            return IssuedToken.MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw failure("its answer is no JSON, or nested too deeply");
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static CompletionException failure(String why) {
        return new CompletionException(new IOException(why));
    }

    private synchronized HttpClient client() throws IOException, GeneralSecurityException {
        if (client == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
            if (provider.authority() != null) {
                builder.sslContext(trusting(provider.authority()));
            }
            client = builder.build();
        }
        return client;
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream file = Files.newInputStream(authority)) {
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("ca" + number++, each);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
