package dev.migrationcontrol.access.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.ClaimGrant;
import dev.migrationcontrol.access.Grant;
import dev.migrationcontrol.access.Provider;
import dev.migrationcontrol.access.Provider.Preset;
import dev.migrationcontrol.access.Role;
import dev.migrationcontrol.access.Unauthenticated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuedTokensTest {
    private static final String AUDIENCE = "https://migrations.example.org";
    private static final Grant DEPLOY = new Grant("deploy", Role.DEPLOYER, Set.of("test"), null);

    private final StandInIssuer issuers;
    private final AtomicLong ahead = new AtomicLong();
    private final IssuedTokens tokens;

    @TempDir
    private @Nullable Path folder;

    IssuedTokensTest() throws IOException {
        issuers = new StandInIssuer();
        tokens = tokens(
                provider("github", Preset.GITHUB, Map.of("repository", "acme/shop", "ref", "refs/heads/release/*")),
                provider("people", Preset.PEOPLE, Map.of("groups", "dba")),
                provider("cluster", Preset.KUBERNETES, Map.of("namespace", "ops", "serviceaccount", "migrator")),
                provider("gitlab", Preset.GITLAB, Map.of("project_id", "9", "ref_protected", "true")));
    }

    private Provider provider(String name, Preset preset, Map<String, String> claims) {
        return new Provider(
                name,
                preset,
                issuers.issuer(name),
                AUDIENCE,
                null,
                null,
                null,
                List.of(new ClaimGrant(DEPLOY, claims)));
    }

    private IssuedTokens tokens(Provider... providers) {
        return new IssuedTokens(List.of(providers), Clock.systemUTC(), () -> System.nanoTime() + ahead.get());
    }

    @AfterEach
    void close() {
        issuers.close();
    }

    private JwtClaims claims(String name, Map<String, ?> more) {
        JwtClaims claims = issuers.claims(name, AUDIENCE, "subject-1");
        more.forEach(claims::setClaim);
        return claims;
    }

    private JwtClaims github() {
        return claims("github", StandInIssuer.github("acme/shop", "refs/heads/release/2"));
    }

    private Optional<Caller> ask(String token) {
        return ask(tokens, token);
    }

    private static Optional<Caller> ask(IssuedTokens tokens, String token) {
        return tokens.find(token).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void isWrong(String token, String why) {
        assertThatThrownBy(() -> ask(token))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(token.substring(0, 30));
    }

    @Test
    void aJobIsWhoItsIssuerSaysAndMayDoWhatItsClaimsGrant() {
        Caller caller = ask(issuers.sign("github", github())).orElseThrow();
        assertThat(caller.id()).isEqualTo("github|subject-1");
        assertThat(caller.authentication()).isEqualTo("oidc:github");
        assertThat(caller.owner()).isEqualTo("github|actor_id:42");
        assertThat(caller.kind()).isEqualTo(Caller.Kind.WORKLOAD);
        assertThat(caller.isPersonal()).isFalse();
        assertThat(caller.grants()).containsExactly(DEPLOY);
        assertThat(caller.claims())
                .containsOnlyKeys("repository", "repository_id", "ref", "sha", "run_id", "actor_id")
                .containsEntry("repository", "acme/shop");
        assertThat(tokens.again(caller.id(), List.of("deploy")).orElseThrow().grants())
                .containsExactly(DEPLOY);
        assertThat(tokens.again(caller.id(), List.of("other")).orElseThrow().grants())
                .isEmpty();
        assertThat(tokens.again("token|ci", List.of("deploy"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "acme/shop, refs/heads/main",
        "acme/shop, refs/heads/release/",
        "acme/shop, refs/heads/release/2/x",
        "acme/shop, refs/heads/release",
        "acme/shop-evil, refs/heads/release/2",
        "Acme/shop, refs/heads/release/2",
        "evil/shop, refs/heads/release/2"
    })
    void otherClaimsGrantNothing(String repository, String ref) {
        String token = issuers.sign("github", claims("github", StandInIssuer.github(repository, ref)));
        assertThat(ask(token).orElseThrow().grants()).isEmpty();
    }

    @Test
    void peopleServiceAccountsAndGitLabJobs() {
        Caller alice = ask(issuers.sign("people", claims("people", Map.of("groups", List.of("dev", "dba")))))
                .orElseThrow();
        assertThat(alice.kind()).isEqualTo(Caller.Kind.PERSON);
        assertThat(alice.owner()).isEqualTo("people|subject-1");
        assertThat(alice.grants()).containsExactly(DEPLOY);
        assertThat(alice.claims()).isEmpty();
        Caller bob = ask(issuers.sign("people", claims("people", Map.of("groups", List.of("dba-junior")))))
                .orElseThrow();
        assertThat(bob.grants()).isEmpty();

        Map<String, Object> account =
                Map.of("namespace", "ops", "serviceaccount", Map.of("name", "migrator", "uid", "u-1"));
        Caller pod = ask(issuers.sign("cluster", claims("cluster", Map.of("kubernetes.io", account))))
                .orElseThrow();
        assertThat(pod.grants()).containsExactly(DEPLOY);
        assertThat(pod.isPersonal()).isFalse();
        assertThat(pod.claims()).containsEntry("serviceaccount_uid", "u-1").containsEntry("namespace", "ops");
        Caller faked = ask(issuers.sign(
                        "cluster",
                        claims("cluster", Map.of("kubernetes.io", Map.of("namespace", "ops", "pod", account)))))
                .orElseThrow();
        assertThat(faked.grants()).isEmpty();

        Caller job = ask(issuers.sign(
                        "gitlab", claims("gitlab", Map.of("project_id", "9", "ref_protected", true, "user_id", "5"))))
                .orElseThrow();
        assertThat(job.grants()).containsExactly(DEPLOY);
        assertThat(job.owner()).isEqualTo("gitlab|user_id:5");
    }

    @Test
    void aTokenThatIsNotForThisServiceOrNotForNowIsWrong() {
        JwtClaims claims = github();
        claims.setAudience("https://github.com/acme");
        isWrong(issuers.sign("github", claims), "is meant for another audience than " + AUDIENCE);
        claims = github();
        claims.unsetClaim("aud");
        isWrong(issuers.sign("github", claims), "audience");
        claims = github();
        claims.setExpirationTime(NumericDate.fromSeconds(System.currentTimeMillis() / 1000 - 60));
        isWrong(issuers.sign("github", claims), "has expired");
        claims = github();
        claims.unsetClaim("exp");
        isWrong(issuers.sign("github", claims), "cannot be proved");
        claims = github();
        claims.setNotBeforeMinutesInThePast(-5);
        isWrong(issuers.sign("github", claims), "is not valid yet");
        claims = github();
        claims.unsetClaim("sub");
        isWrong(issuers.sign("github", claims), "cannot be proved");
        claims = github();
        claims.setSubject("a\u0007b");
        isWrong(issuers.sign("github", claims), "names no subject");
        claims = github();
        claims.setIssuer(issuers.issuer("stranger"));
        assertThat(ask(issuers.sign("github", claims))).isEmpty();
        claims = github();
        claims.setIssuer(issuers.issuer("people"));
        isWrong(issuers.sign("github", claims), "is signed with a key that its issuer does not have");
    }

    @Test
    void aSignatureThatProvesNothingIsWrong() throws Exception {
        PublicJsonWebKey key = issuers.keys("github").get(0);
        String right = issuers.sign("github", github());
        String payload = github().toJson().replace("refs/heads/release/2", "refs/heads/release/3");
        String[] parts = right.split("\\.");
        isWrong(parts[0] + "." + encoded(payload) + "." + parts[2], "has a wrong signature");
        isWrong(parts[0] + "." + parts[1] + "." + "AAAA", "wrong signature");
        isWrong(
                encoded("{\"alg\":\"none\",\"kid\":\"github-1\"}") + "." + encoded(payload) + ".AAAA",
                "cannot be proved");
        JsonWebSignature shared = new JsonWebSignature();
        shared.setPayload(payload);
        shared.setKeyIdHeaderValue("github-1");
        shared.setAlgorithmHeaderValue("HS256");
        shared.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        isWrong(shared.getCompactSerialization(), "cannot be proved");
        isWrong(StandInIssuer.sign(StandInIssuer.key("x"), "github-1", "RS256", payload), "wrong signature");
        isWrong(StandInIssuer.sign(key, "other", "RS256", payload), "does not have");
        isWrong(StandInIssuer.sign(key, null, "RS256", payload), "does not have");
        key.setAlgorithm("RS512");
        ahead.addAndGet(IssuerKeys.OLDEST.toNanos());
        isWrong(StandInIssuer.sign(key, "github-1", "RS256", payload), "in another way than its key is for");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNoTokenIsNobodys() {
        String head = encoded("{\"alg\":\"RS256\",\"kid\":\"github-1\"}");
        String issuer = "\"iss\":\"" + issuers.issuer("github") + "\"";
        List<String> hostile = List.of(
                "a.b.c",
                head + "." + encoded("[1]") + ".AAAA",
                head + "." + encoded("{" + issuer + ",\"a\":" + "[".repeat(2_000)) + ".AAAA",
                head + "." + encoded("{" + issuer + ",\"a\":" + "[".repeat(900) + "]".repeat(900) + "}") + ".AAAA",
                head + "." + encoded("{" + issuer + "," + issuer + "}") + ".AAAA",
                head + "." + encoded("{" + issuer + "} {}") + ".AAAA",
                head + "." + encoded("{" + issuer + ",\"n\":" + "9".repeat(2_000) + "}") + ".AAAA",
                head + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {'{', '"', (byte) 0xc3, '"'
                        })
                        + ".AAAA",
                "[]".repeat(10) + ".x.y",
                head + "..AAAA");
        for (String each : hostile) {
            assertThat(ask(each)).as(each).isEmpty();
        }
        assertThat(tokens.recognises("a.b.c.d")).isFalse();
        assertThat(tokens.recognises(".".repeat(7_000))).isFalse();
        assertThat(tokens.recognises("a.b." + "c".repeat(8_000))).isFalse();
        isWrong(head + "." + encoded("{" + issuer + ",\"exp\":1e300,\"sub\":\"x\"}") + ".AAAA", "wrong signature");
        assertThat(tokens().recognises("a.b.c")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "1e300", "-1", "\"soon\"", "[1]", "null"})
    void aStrangeEndIsWrong(String end) {
        String payload = github().toJson().replaceFirst("\"exp\":\\d+", "\"exp\":" + end);
        PublicJsonWebKey key = issuers.keys("github").get(0);
        isWrong(StandInIssuer.sign(key, "github-1", "RS256", payload), "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys | 500",
                "keys | 302",
                "keys | no json",
                "keys | {\"keys\":7}",
                "keys | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "openid-configuration | 404",
                "openid-configuration | {\"issuer\":\"https://other.example\",\"jwks_uri\":\"http://127.0.0.1:1/k\"}",
                "openid-configuration | {}"
            })
    void anIssuerThatDoesNotAnswerAsItShouldStopsItsOwnTokensAlone(String path, String answer) {
        String token = issuers.sign("github", github());
        issuers.answer("/github/" + (path.equals("keys") ? path : ".well-known/" + path), answer);
        isUnavailable(token);
        assertThat(ask(issuers.sign("people", claims("people", Map.of())))).isPresent();
        issuers.answerAgain();
        ahead.addAndGet(IssuerKeys.AWAY_FOR.toNanos());
        assertThat(ask(token)).isPresent();
    }

    private void isUnavailable(String token) {
        assertThatThrownBy(() -> ask(token)).hasCauseInstanceOf(IssuerUnavailable.class);
    }

    @Test
    void anIssuerThatSaysTooMuchOrNothingIsNotWaitedFor() {
        String token = issuers.sign("github", github());
        issuers.answer("/keys", "{\"keys\":[],\"x\":\"" + "x".repeat(IssuerDocuments.MOST_BYTES) + "\"}");
        isUnavailable(token);
        ahead.addAndGet(IssuerKeys.AWAY_FOR.toNanos());
        issuers.answer("/keys", "hang");
        long begin = System.nanoTime();
        isUnavailable(token);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void keysAreKeptWhileTheIssuerIsAwayAndAskedForOnceInAWhile() {
        String token = issuers.sign("github", github());
        assertThat(ask(token)).isPresent();
        int read = issuers.requests.get();
        ask(token);
        assertThat(issuers.requests).hasValue(read);
        issuers.answer("/keys", "500");
        ahead.addAndGet(IssuerKeys.FRESH.toNanos());
        assertThat(ask(token)).isPresent();
        ahead.addAndGet(IssuerKeys.OLDEST.toNanos());
        isUnavailable(token);
        read = issuers.requests.get();
        for (int i = 0; i < 1_000; i++) {
            isUnavailable(token);
        }
        assertThat(issuers.requests).hasValue(read);
    }

    @Test
    void keysAreRenewed() {
        PublicJsonWebKey first = issuers.keys("github").get(0);
        PublicJsonWebKey second = StandInIssuer.key("github-2");
        String old = StandInIssuer.sign(first, "github-1", "RS256", github().toJson());
        String renewed = StandInIssuer.sign(second, "github-2", "RS256", github().toJson());
        assertThat(ask(old)).isPresent();
        issuers.keys("github").add(second);
        int read = issuers.requests.get();
        for (int i = 0; i < 1_000; i++) {
            isWrong(renewed, "does not have");
        }
        assertThat(issuers.requests).hasValue(read);
        ahead.addAndGet(IssuerKeys.UNKNOWN_FOR.toNanos());
        assertThat(ask(renewed)).isPresent();
        issuers.keys("github").remove(first);
        ahead.addAndGet(IssuerKeys.OLDEST.toNanos());
        isWrong(old, "does not have");
    }

    @Test
    void whatWasProvedIsKeptForAMomentAndWithinABound() throws Exception {
        ProvedTokens proved = new ProvedTokens(Clock.systemUTC(), ahead::get);
        IssuedToken first = IssuedToken.read(issuers.sign("github", github())).orElseThrow();
        Caller caller = ask(first.text()).orElseThrow();
        proved.keep(first, caller);
        assertThat(proved.find(first.text())).contains(caller);
        assertThat(proved.find(first.text() + "A")).isEmpty();
        JwtClaims ended = github();
        ended.setExpirationTimeMinutesInTheFuture(-1);
        IssuedToken over = IssuedToken.read(issuers.sign("github", ended)).orElseThrow();
        proved.keep(over, caller);
        assertThat(proved.find(over.text())).isEmpty();
        ahead.addAndGet(ProvedTokens.KEPT.toNanos());
        assertThat(proved.find(first.text())).isEmpty();
        proved.keep(first, caller);
        for (int i = 0; i < ProvedTokens.MOST; i++) {
            proved.keep(new IssuedToken("t" + i, first.header(), first.claims()), caller);
        }
        assertThat(proved.find(first.text())).isEmpty();
        assertThat(proved.find("t0")).isPresent();
    }

    @Test
    void oneQuestionAnswersAllWhoWait() {
        String token = issuers.sign("github", github());
        Collection<CompletableFuture<Optional<Caller>>> asked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            asked.add(tokens.find(token));
        }
        asked.forEach(each -> assertThat(each.join()).isPresent());
        assertThat(issuers.requests).hasValue(2);
    }

    @Test
    void theServiceProvesItselfWhereTheIssuerAsks() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "pod-token\n");
        Provider cluster = provider("cluster", Preset.KUBERNETES, Map.of("namespace", "ops"));
        IssuedTokens asking = tokens(new Provider(
                "cluster", Preset.KUBERNETES, cluster.issuer(), AUDIENCE, null, file, null, cluster.grants()));
        assertThat(ask(asking, issuers.sign("cluster", claims("cluster", Map.of()))))
                .isPresent();
        assertThat(issuers.authorizations).containsOnly("Bearer pod-token");
    }
}
