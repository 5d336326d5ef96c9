package dev.migrationcontrol.access.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Provider;
import dev.migrationcontrol.problem.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One issuer that logs people in: where it does, and what it says of them then. Blocks, for seconds at the most. */
final class LoginIssuer {
    private static final int LONGEST_TOKEN = 32_000;
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration AWAY_FOR = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(LoginIssuer.class);

    private final Provider provider;
    private final Provider.Client client;
    private final IssuerDocuments documents;
    private final Issuer issuer;
    private final LongSupplier nanos;
    private @Nullable JsonNode found;
    private long asked;
    private boolean away;

    LoginIssuer(Provider provider, Provider.Client client, Clock clock, LongSupplier nanos) {
        this.provider = provider;
        this.client = client;
        this.documents = new IssuerDocuments(provider);
        this.issuer = new Issuer(provider, new IssuerKeys(provider, documents::keys, nanos), clock);
        this.nanos = nanos;
    }

    /** A person, and what the issuer said of it. */
    record Proved(Caller person, String claims) {}

    /** Where the browser is sent. */
    URI authorization(LoginAttempt attempt, String callback) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client.id());
        query.put("redirect_uri", callback);
        query.put("scope", client.scopes());
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", attempt.challenge());
        query.put("code_challenge_method", "S256");
        return with(documents.address(discovered(), "authorization_endpoint"), query);
    }

    /** Where a person can log out of the issuer too; null where that is nowhere. */
    @Nullable
    URI end(String back) {
        JsonNode discovered = discovered();
        if (!discovered.has("end_session_endpoint")) {
            return null;
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", client.id());
        query.put("post_logout_redirect_uri", back);
        return with(documents.address(discovered, "end_session_endpoint"), query);
    }

    /** Who logged in. */
    Proved prove(LoginAttempt attempt, String code, String callback) {
        JsonNode answer = exchange(attempt, code, callback);
        IssuedToken token = IssuedToken.read(answer.path("id_token").asText(""), LONGEST_TOKEN)
                .orElseThrow(() -> refused(answer));
        Caller person = await(issuer.find(token, client.id(), attempt.nonce())).orElseThrow();
        return new Proved(person, token.claims().members().toString());
    }

    /** Who it was of whom this was said, with the grants of now; null where another issuer was configured then. */
    @Nullable
    Caller caller(String stored) {
        try {
            Claims claims = new Claims(IssuedToken.MAPPER.readTree(stored));
            return claims.value("iss").orElse("").equals(provider.issuer()) ? issuer.caller(claims) : null;
        } catch (IOException e) {
            throw new IllegalStateException("what was stored of a login cannot be read");
        }
    }

    private JsonNode exchange(LoginAttempt attempt, String code, String callback) {
        JsonNode discovered = discovered();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", callback);
        form.put("code_verifier", attempt.verifier());
        String secret = secret();
        boolean basic = secret != null && isBasic(discovered);
        if (!basic) {
            form.put("client_id", client.id());
            if (secret != null) {
                form.put("client_secret", secret);
            }
        }
        return await(documents.send(
                documents.address(discovered, "token_endpoint"), form(form), basic ? authorization(secret) : null));
    }

    /** Without a word of the issuer it is the header (OpenID Connect Discovery 1.0, 3). */
    private static boolean isBasic(JsonNode discovered) {
        JsonNode methods = discovered.path("token_endpoint_auth_methods_supported");
        if (!methods.isArray() || methods.isEmpty()) {
            return true;
        }
        for (JsonNode each : methods) {
            if (each.asText().equals("client_secret_basic")) {
                return true;
            }
        }
        return false;
    }

    private String authorization(@Nullable String secret) {
        String pair = encoded(client.id()) + ":" + encoded(String.valueOf(secret));
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String secret() {
        if (client.secretFile() == null) {
            return client.secret() == null ? null : client.secret().reveal();
        }
        try {
            return Files.readString(client.secretFile()).strip();
        } catch (IOException e) {
            LOG.warnf("The file with the client secret of the provider %s cannot be read", provider.name());
            throw IssuerUnavailable.forLogins(provider.name());
        }
    }

    /** A wrong secret or address is for who configures the service; the issuer's own text could quote what it was sent. */
    private LoginFailed refused(JsonNode answer) {
        String error = answer.path("error").asText("");
        if (error.equals("invalid_grant")) {
            return LoginFailed.spentCode(provider.name());
        }
        if (error.isEmpty()) {
            return LoginFailed.noToken(provider.name());
        }
        LOG.warnf("The provider %s gave no token for a login: %s", provider.name(), PersonLogins.word(error));
        return LoginFailed.refused(provider.name(), PersonLogins.word(error));
    }

    private synchronized JsonNode discovered() {
        long now = nanos.getAsLong();
        if (found != null && now - asked < FRESH.toNanos()) {
            return found;
        }
        if (away && now - asked < AWAY_FOR.toNanos()) {
            throw IssuerUnavailable.forLogins(provider.name());
        }
        asked = now;
        away = true;
        found = await(documents.discovered());
        away = false;
        return found;
    }

    private <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            LOG.warnf("The provider %s does not answer as it should: %s", provider.name(), e.getCause());
            throw IssuerUnavailable.forLogins(provider.name());
        }
    }

    private static URI with(URI address, Map<String, String> query) {
        String before = address.toString();
        return URI.create(before + (address.getRawQuery() == null ? "?" : "&") + form(query));
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
