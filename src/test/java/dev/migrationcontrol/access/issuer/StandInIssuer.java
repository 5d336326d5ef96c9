package dev.migrationcontrol.access.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Several issuers on one loopback socket, each below a path of its own. */
public final class StandInIssuer implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final StandInLogin login = new StandInLogin(this);
    private final Map<String, List<PublicJsonWebKey>> keys = new ConcurrentHashMap<>();
    private final Map<String, String> instead = new ConcurrentHashMap<>();
    final AtomicInteger requests = new AtomicInteger();
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    public StandInIssuer() throws IOException {
        this(null, 0);
    }

    /** With TLS, as issuers are. */
    StandInIssuer(@Nullable SSLContext tls, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        scheme = tls == null ? "http" : "https";
        server = tls == null ? HttpServer.create(address, 0) : HttpsServer.create(address, 0);
        if (server instanceof HttpsServer secure) {
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public String issuer(String name) {
        keys.computeIfAbsent(name, first -> new CopyOnWriteArrayList<>(List.of(key(name + "-1"))));
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    static PublicJsonWebKey key(String id) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    List<PublicJsonWebKey> keys(String name) {
        issuer(name);
        return keys.get(name);
    }

    /** Answers this instead of the document whose path ends so: a status, or a body. */
    public void answer(String path, String answer) {
        instead.put(path, answer);
    }

    public void answerAgain() {
        instead.clear();
    }

    /** Claims of a token that is right, to be changed. */
    public JwtClaims claims(String name, String audience, String subject) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer(name));
        claims.setAudience(audience);
        claims.setSubject(subject);
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setIssuedAtToNow();
        return claims;
    }

    public String sign(String name, JwtClaims claims) {
        PublicJsonWebKey key = keys(name).get(0);
        return sign(key, key.getKeyId(), "RS256", claims.toJson());
    }

    static String sign(PublicJsonWebKey key, String id, String algorithm, String payload) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(payload);
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(id);
        signature.setAlgorithmHeaderValue(algorithm);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().add("Access-Control-Allow-Headers", "*");
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        String name = path.split("/")[1];
        boolean replaced = instead.keySet().stream().anyMatch(path::endsWith);
        if (!replaced && path.matches("/[^/]+/(?:authorize|token|end)")) {
            answer(exchange, login.answer(exchange, name, path));
            return;
        }
        String body = instead.entrySet().stream()
                .filter(each -> path.endsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> document(name, path));
        try (exchange) {
            if (body.equals("hang")) {
                Thread.sleep(20_000);
            } else if (body.matches("\\d{3}")) {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
                exchange.sendResponseHeaders(Integer.parseInt(body), -1);
            } else {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(bytes);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, StandInLogin.Answer answer) throws IOException {
        try (exchange) {
            boolean elsewhere = answer.status() == 302;
            byte[] bytes = elsewhere ? new byte[0] : answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add(elsewhere ? answer.type() : "Content-Type", elsewhere ? answer.text() : answer.type());
            exchange.sendResponseHeaders(answer.status(), elsewhere ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String document(String name, String path) {
        if (path.endsWith("/.well-known/openid-configuration")) {
            String issuer = issuer(name);
            return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\",\"authorization_endpoint\":\""
                    + issuer + "/authorize\",\"token_endpoint\":\"" + issuer + "/token\""
                    + ",\"grant_types_supported\":[\"authorization_code\"],\"scopes_supported\":[\"openid\"]"
                    + (name.equals("partner") ? "" : ",\"end_session_endpoint\":\"" + issuer + "/end\"") + "}";
        }
        return new JsonWebKeySet(keys(name).toArray(PublicJsonWebKey[]::new)).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    static Map<String, Object> github(String repository, String ref) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("repository", repository);
        claims.put("repository_id", "74");
        claims.put("ref", ref);
        claims.put("sha", "1234567890123456789012345678901234567890");
        claims.put("run_id", "77");
        claims.put("actor_id", "42");
        claims.put("actor", "octocat-canary");
        return claims;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
