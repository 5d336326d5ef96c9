package dev.migrationcontrol.access.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.access.ClaimGrant;
import dev.migrationcontrol.access.Grant;
import dev.migrationcontrol.access.Provider;
import dev.migrationcontrol.access.Provider.Preset;
import dev.migrationcontrol.access.Role;
import dev.migrationcontrol.access.issuer.PersonLogins.Begun;
import dev.migrationcontrol.access.issuer.PersonLogins.LoggedIn;
import dev.migrationcontrol.access.issuer.PersonLogins.Returned;
import dev.migrationcontrol.environment.database.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins without a browser: bounds, clocks, grants of the moment, certificates. */
class PersonLoginsTest {
    private static final String CALLBACK = "https://migrations.example.org/console/login/staff/callback";
    private static final Grant READ = new Grant("read", Role.VIEWER, Set.of("test"), null);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final AtomicLong ahead = new AtomicLong();
    private final StandInIssuer issuers;
    private HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private @Nullable Path folder;

    PersonLoginsTest() throws IOException {
        issuers = new StandInIssuer();
    }

    @AfterEach
    void close() {
        issuers.close();
    }

    private PersonLogins logins(
            StandInIssuer at, @Nullable Path authority, Secret<String> secret, ClaimGrant... grants) {
        Provider staff = new Provider(
                "staff",
                Preset.PEOPLE,
                at.issuer("staff"),
                "https://migrations.example.org",
                authority,
                null,
                new Provider.Client(StandInLogin.CLIENT, secret, null, "openid groups"),
                List.of(grants));
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        return new PersonLogins(List.of(staff), clock, () -> System.nanoTime() + ahead.get());
    }

    private PersonLogins logins(ClaimGrant... grants) {
        return logins(issuers, null, new Secret<>(StandInLogin.SECRET), grants);
    }

    private Returned at(Begun begun, String query) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(begun.address() + "&" + query))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String back = answer.headers().firstValue("Location").orElseThrow();
        return new Returned(value(back, "code"), value(back, "state"), value(back, "error"), null);
    }

    private static @Nullable String value(String address, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        return found.find() ? found.group(1) : null;
    }

    private LoggedIn logIn(PersonLogins logins, String person) throws Exception {
        Begun begun = logins.begin("staff", CALLBACK, "/console");
        return logins.end("staff", at(begun, "as=" + person), begun.cookie(), CALLBACK);
    }

    @Test
    void whatAPersonMayDoIsAskedOfTheGrantsOfTheMoment() throws Exception {
        LoggedIn vera = logIn(logins(new ClaimGrant(READ, Map.of("groups", "viewers"))), "vera");
        assertThat(vera.person().id()).isEqualTo("staff|vera");
        assertThat(vera.person().owner()).isEqualTo("staff|vera");
        assertThat(vera.person().name()).isEqualTo("vera@example.org");
        assertThat(vera.person().isPersonal()).isTrue();
        assertThat(vera.person().grants()).containsExactly(READ);
        // Started again with another configuration.
        assertThat(logins().find("staff", vera.claims()).orElseThrow().grants()).isEmpty();
        assertThat(logins(new ClaimGrant(READ, Map.of("sub", "vera")))
                        .find("staff", vera.claims())
                        .orElseThrow()
                        .grants())
                .containsExactly(READ);
        assertThat(logins().find("partner", vera.claims())).isEmpty();
        try (StandInIssuer other = new StandInIssuer()) {
            assertThat(logins(other, null, new Secret<>("x")).find("staff", vera.claims()))
                    .isEmpty();
        }
    }

    @Test
    void aLoginIsOverAfterTenMinutesAndClocksMayDifferALittle() throws Exception {
        PersonLogins logins = logins();
        Begun begun = logins.begin("staff", CALLBACK, "/console");
        Returned returned = at(begun, "as=vera");
        Instant then = now.get();
        now.set(then.plus(LoginAttempt.LONGEST));
        assertThatThrownBy(() -> logins.end("staff", returned, begun.cookie(), CALLBACK))
                .isInstanceOf(LoginFailed.class)
                .hasMessageContaining("more than ten minutes ago");
        now.set(then.minusSeconds(40));
        assertThatThrownBy(() -> logins.end("staff", returned, begun.cookie(), CALLBACK))
                .isInstanceOf(LoginFailed.class);
        // The clock of the replica that ends it may be late, and the issuer's token may just have ended.
        now.set(then.minusSeconds(20));
        assertThat(logins.end("staff", returned, begun.cookie(), CALLBACK).to()).isEqualTo("/console");
        Begun late = logins.begin("staff", CALLBACK, "/console");
        Returned token = at(late, "as=vera&flaw=expired");
        now.set(Instant.now().minusSeconds(40));
        assertThat(logins.end("staff", token, late.cookie(), CALLBACK)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/.well-known/openid-configuration | 500",
                "/.well-known/openid-configuration | {}",
                "/.well-known/openid-configuration | no json",
                "/token | 500",
                "/token | 302",
                "/token | no json",
                "/keys | 500"
            })
    void anIssuerThatDoesNotAnswerAsItShouldIsAway(String path, String answer) throws Exception {
        PersonLogins logins = logins();
        if (path.startsWith("/.well")) {
            issuers.answer(path, answer);
            assertThatThrownBy(() -> logins.begin("staff", CALLBACK, "/console"))
                    .isInstanceOf(IssuerUnavailable.class);
            int asked = issuers.requests.get();
            assertThatThrownBy(() -> logins.begin("staff", CALLBACK, "/console"))
                    .isInstanceOf(IssuerUnavailable.class);
            assertThat(issuers.requests).hasValue(asked);
        } else {
            Begun begun = logins.begin("staff", CALLBACK, "/console");
            Returned returned = at(begun, "as=vera");
            issuers.answer(path, answer);
            assertThatThrownBy(() -> logins.end("staff", returned, begun.cookie(), CALLBACK))
                    .isInstanceOf(IssuerUnavailable.class);
        }
        issuers.answerAgain();
        ahead.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(logIn(logins, "vera").person().id()).isEqualTo("staff|vera");
    }

    @Test
    void anAnswerThatIsTooLongOrTooSlowIsNotWaitedForAndTwentyWaitAtATime() throws Exception {
        PersonLogins logins = logins();
        Begun begun = logins.begin("staff", CALLBACK, "/console");
        issuers.answer("/token", "{\"id_token\":\"" + "x".repeat(IssuerDocuments.MOST_BYTES) + "\"}");
        Returned first = at(begun, "as=vera");
        assertThatThrownBy(() -> logins.end("staff", first, begun.cookie(), CALLBACK))
                .isInstanceOf(IssuerUnavailable.class);
        issuers.answer("/token", "hang");
        Returned again = at(begun, "as=vera");
        ExecutorService many = Executors.newFixedThreadPool(PersonLogins.MOST + 5);
        List<Future<String>> said = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < PersonLogins.MOST + 5; i++) {
            said.add(many.submit(() -> {
                try {
                    return logins.end("staff", again, begun.cookie(), CALLBACK).to();
                } catch (IssuerUnavailable | LoginFailed e) {
                    return e.getMessage();
                }
            }));
        }
        int tooMany = 0;
        for (Future<String> each : said) {
            tooMany += each.get(60, TimeUnit.SECONDS).contains("Too many people") ? 1 : 0;
        }
        many.shutdownNow();
        assertThat(tooMany).isEqualTo(5);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aWrongSecretIsForWhoConfiguresTheServiceAndIsNotRepeated() throws Exception {
        PersonLogins logins = logins(issuers, null, new Secret<>("wrong-canary"));
        Begun begun = logins.begin("staff", CALLBACK, "/console");
        Returned returned = at(begun, "as=vera");
        assertThatThrownBy(() -> logins.end("staff", returned, begun.cookie(), CALLBACK))
                .isInstanceOf(LoginFailed.class)
                .hasMessageContaining("invalid_client")
                .hasMessageNotContaining("canary");
        assertThat(begun + " " + returned).doesNotContain("canary");
    }

    @Test
    void anIssuerWithACertificateOfAnAuthorityOfItsOwn() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path authority = folder.resolve("ca.pem");
        keytool("-genkeypair -alias s -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1 -storetype PKCS12", keys);
        keytool("-exportcert -rfc -alias s -file " + authority, keys);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keys)) {
            store.load(file, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, "changeit".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        client = HttpClient.newBuilder().sslContext(tls).build();
        try (StandInIssuer secure = new StandInIssuer(tls, 0)) {
            Secret<String> secret = new Secret<>(StandInLogin.SECRET);
            assertThatThrownBy(() -> logIn(logins(secure, null, secret), "vera"))
                    .isInstanceOf(IssuerUnavailable.class);
            assertThat(logIn(logins(secure, authority, secret), "vera").person().id())
                    .isEqualTo("staff|vera");
        }
    }

    private static void keytool(String arguments, Path keys) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-keystore", keys.toString(), "-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
