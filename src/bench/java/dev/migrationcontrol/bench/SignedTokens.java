package dev.migrationcontrol.bench;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An issuer on the loopback interface, with a certificate of its own, and a token of it. */
final class SignedTokens implements AutoCloseable {
    static final String AUDIENCE = "https://migrations.example.org";
    static final String SUBJECT = "bench";

    private static final String PASSWORD = "benchmark";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpsServer server;
    private final KeyStore keys;
    private final Path certificate;

    private SignedTokens(HttpsServer server, KeyStore keys, Path certificate) {
        this.server = server;
        this.keys = keys;
        this.certificate = certificate;
    }

    static SignedTokens start(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("issuer.p12");
        Files.deleteIfExists(store);
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(), "-genkeypair", "-alias", "issuer", "-keyalg", "RSA", "-keysize", "2048",
                        "-dname", "CN=issuer", "-ext", "san=ip:" + Postgres.HOST, "-validity", "2", "-storetype",
                        "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Certificate own = keys.getCertificate("issuer");
            Path certificate = Files.writeString(
                    folder.resolve("issuer.pem"),
                    "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(own.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            HttpsServer server = HttpsServer.create(new InetSocketAddress(Postgres.HOST, 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
            SignedTokens tokens = new SignedTokens(server, keys, certificate);
            tokens.publish((RSAPublicKey) own.getPublicKey());
            server.start();
            return tokens;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext tls(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private void publish(RSAPublicKey key) {
        answer(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/keys\"}");
        answer(
                "/keys",
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"use\":\"sig\",\"n\":\"" + number(key.getModulus())
                        + "\",\"e\":\"" + number(key.getPublicExponent()) + "\"}]}");
    }

    private void answer(String path, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    String issuer() {
        return "https://" + Postgres.HOST + ":" + server.getAddress().getPort();
    }

    Path certificate() {
        return certificate;
    }

    /** A token that is good for an hour. */
    String token() {
        String signed = part("{\"alg\":\"RS256\",\"kid\":\"1\"}") + "."
                + part("{\"iss\":\"" + issuer() + "\",\"aud\":\"" + AUDIENCE + "\",\"sub\":\"" + SUBJECT + "\",\"exp\":"
                        + (System.currentTimeMillis() / 1000 + 3600) + "}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((PrivateKey) keys.getKey("issuer", PASSWORD.toCharArray()));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
