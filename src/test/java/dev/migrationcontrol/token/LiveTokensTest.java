package dev.migrationcontrol.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Grant;
import dev.migrationcontrol.access.Role;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import java.security.SecureRandom;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens as several replicas on one control database see them. */
class LiveTokensTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestControl control = TestControl.create();
    private final TokenStore store = new TokenStore(new ObjectMapper());
    private final List<Grant> configured = new ArrayList<>();
    private final AtomicLong ahead = new AtomicLong();
    private final List<LiveTokens> replicas =
            IntStream.range(0, 3).mapToObj(i -> replica()).toList();

    private LiveTokens replica() {
        return new LiveTokens(
                control.pool(),
                store,
                names -> configured.stream()
                        .filter(each -> names.contains(each.name()))
                        .toList(),
                Clock.offset(Clock.systemUTC(), Duration.ZERO),
                () -> System.nanoTime() + ahead.get());
    }

    @AfterEach
    void close() {
        control.close();
    }

    private TokenText make(String createdBy, Instant expires, List<String> granted, Scope... scopes) {
        TokenText text = TokenText.make(RANDOM);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS).minusSeconds(60);
        StoredToken token = new StoredToken(
                text.id(),
                "ci",
                new StoredToken.Hash(text.hash()),
                createdBy,
                "alice",
                granted,
                List.of(scopes),
                new StoredToken.Times(now, expires, null, null));
        ControlDatabase.inTransaction(control.pool(), connection -> {
            store.insert(connection, token);
            return true;
        });
        return text;
    }

    private TokenText make() {
        return make(null, Instant.now().plusSeconds(3600), List.of(), new Scope("deployer", List.of("test")));
    }

    private void revoke(TokenText token) {
        assertThat(ControlDatabase.<Boolean>inTransaction(
                        control.pool(), connection -> store.revoke(connection, token.id(), "admin", Instant.now())))
                .isTrue();
    }

    private static Optional<Caller> ask(LiveTokens replica, String token) {
        return replica.find(token).orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void aRevokedTokenIsRefusedByEveryReplicaWithinFiveSeconds() {
        TokenText token = make();
        replicas.forEach(each -> assertThat(ask(each, token.text())).isPresent());
        long revoked = System.nanoTime();
        revoke(token);
        for (LiveTokens replica : replicas) {
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(5).minusNanos(System.nanoTime() - revoked))
                    .until(() -> ask(replica, token.text()).isEmpty());
        }
        replicas.get(0).forget();
        assertThat(ask(replicas.get(0), token.text())).isEmpty();
    }

    @Test
    void aNewTokenIsKnownToReplicasThatReadAMomentAgo() throws InterruptedException {
        TokenText first = make();
        replicas.forEach(each -> assertThat(ask(each, first.text())).isPresent());
        TokenText second = make();
        Thread.sleep(LiveTokens.UNKNOWN_FOR.toMillis());
        replicas.forEach(each -> assertThat(ask(each, second.text())).isPresent());
        assertThat(ask(replicas.get(0), second.text()).get().id()).isEqualTo("token|ci." + second.id());
        assertThat(ask(replicas.get(0), second.text()).get().owner()).isEqualTo("alice");
    }

    @Test
    void aTokenOfAnotherSecretAnExpiredAndAForeignOneAreNobodys() {
        TokenText known = make();
        TokenText expired = make(null, Instant.now().minusSeconds(1), List.of(), new Scope("viewer", List.of("*")));
        String tail = known.text().endsWith("A") ? "B" : "A";
        assertThat(ask(replicas.get(0), known.text().substring(0, known.text().length() - 1) + tail))
                .isEmpty();
        assertThat(ask(replicas.get(0), expired.text())).isEmpty();
        assertThat(ask(replicas.get(0), TokenText.make(RANDOM).text())).isEmpty();
        assertThat(replicas.get(0).recognises(known.text() + "x")).isFalse();
        assertThat(replicas.get(0).recognises("mct_canary_0123456789abcdefghij"))
                .isFalse();
    }

    @Test
    void aTokenIsWorthNoMoreThanTheGrantsOfItsMakerGiveNow() {
        Instant expires = Instant.now().plusSeconds(3600);
        configured.add(new Grant("g", Role.MAINTAINER, Set.of("test", "stage"), null));
        TokenText token = make(
                "token|ci",
                expires,
                List.of("g"),
                new Scope("maintainer", List.of("test")),
                new Scope("viewer", List.of("*")));
        assertThat(may(token, Verb.ROLLBACK, "test")).isTrue();
        assertThat(may(token, Verb.VIEW, "stage")).isTrue();
        assertThat(may(token, Verb.VIEW, "production")).isFalse();
        assertThat(may(token, Verb.UPGRADE, "stage")).isFalse();
        configured.set(0, new Grant("g", Role.DEPLOYER, Set.of("*"), null));
        assertThat(may(token, Verb.ROLLBACK, "test")).isFalse();
        assertThat(may(token, Verb.UPGRADE, "test")).isTrue();
        assertThat(may(token, Verb.UPGRADE, "production")).isFalse();
        configured.set(0, new Grant("g", Role.APPROVER, Set.of("*"), null));
        assertThat(may(token, Verb.VIEW, "test")).isTrue();
        assertThat(may(token, Verb.APPROVE, "test")).isFalse();
        configured.clear();
        assertThat(ask(replicas.get(0), token.text()).get().grants()).isEmpty();
        configured.add(new Grant("g", Role.DEPLOYER, Set.of("*"), Instant.now().minusSeconds(1)));
        assertThat(may(token, Verb.VIEW, "test")).isFalse();
    }

    private boolean may(TokenText token, Verb verb, String environment) {
        Caller caller = ask(replicas.get(0), token.text()).orElseThrow();
        boolean now = allows(caller, verb, environment);
        assertThat(replicas.get(0).again(caller.id(), List.of()).map(each -> allows(each, verb, environment)))
                .contains(now);
        return now;
    }

    private static boolean allows(Caller caller, Verb verb, String environment) {
        return caller.grants().stream().anyMatch(each -> each.allows(verb, environment, Instant.now()));
    }

    @Test
    void whoIsAskedAgainLaterIsTheSameTokenOrNobody() {
        TokenText token = make();
        LiveTokens replica = replicas.get(0);
        assertThat(replica.again("token|ci." + token.id(), List.of())).isPresent();
        assertThat(replica.again("token|ci", List.of())).isEmpty();
        assertThat(replica.again("local", List.of())).isEmpty();
        revoke(token);
        replica.forget();
        assertThat(replica.again("token|ci." + token.id(), List.of())).isEmpty();
    }

    @Test
    void aFloodOfWrongTokensIsReadInOneQueryAMoment() throws Exception {
        long before = reads();
        List<CompletableFuture<Optional<Caller>>> asked = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            asked.add(replicas.get(0).find(TokenText.make(RANDOM).text()));
        }
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        long moments = 2 + (System.nanoTime() - begin) / LiveTokens.UNKNOWN_FOR.toNanos();
        assertThat(asked).allMatch(each -> each.join().isEmpty());
        assertThat(reads() - before).isLessThanOrEqualTo(moments);
    }

    /** The scans of the table so far. */
    private long reads() {
        return ControlDatabase.call(control.pool(), connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_stat_force_next_flush()");
                var result = statement.executeQuery("SELECT coalesce(sum(s.seq_scan + coalesce(i.idx, 0)), 0)"
                        + " FROM pg_stat_user_tables s LEFT JOIN (SELECT relid, sum(idx_scan) AS idx"
                        + " FROM pg_stat_user_indexes GROUP BY 1) i USING (relid) WHERE s.relname = 'access_token'");
                result.next();
                return result.getLong(1);
            }
        });
    }

    @Test
    void lastUseIsWrittenOnceAMinute() {
        TokenText token = make();
        ask(replicas.get(0), token.text());
        await().atMost(Duration.ofSeconds(20)).until(() -> lastUsed(token) != null);
        Instant first = lastUsed(token);
        ask(replicas.get(0), token.text());
        ask(replicas.get(1), token.text());
        assertThat(lastUsed(token)).isEqualTo(first);
        LastUsed times = new LastUsed(() -> 5 + ahead.get());
        assertThat(times.isDue("a")).isTrue();
        assertThat(times.isDue("a")).isFalse();
        ahead.set(LastUsed.INTERVAL.toNanos());
        assertThat(times.isDue("a")).isTrue();
        times.keep(List.of("b"));
        assertThat(times.isDue("a")).isTrue();
    }

    private Instant lastUsed(TokenText token) {
        return ControlDatabase.call(
                control.pool(),
                connection -> store.find(connection, token.id()).get().times().lastUsed());
    }

    @Test
    void whileTheControlDatabaseIsAwayATokenIsKnownForFourSecondsAndThenNotWrong() {
        TokenText token = make();
        assertThat(ask(replicas.get(0), token.text())).isPresent();
        ControlDatabase.call(
                control.pool(),
                connection ->
                        connection.createStatement().execute("ALTER TABLE access_token RENAME TO access_token_away"));
        assertThat(ask(replicas.get(0), token.text())).isPresent();
        ahead.set(LiveTokens.KNOWN_FOR.toNanos());
        for (LiveTokens replica : replicas) {
            assertThatThrownBy(() -> ask(replica, token.text())).hasCauseInstanceOf(ControlDatabaseUnavailable.class);
            assertThatThrownBy(() -> replica.again("token|ci." + token.id(), List.of()))
                    .isInstanceOf(ControlDatabaseUnavailable.class);
        }
        ControlDatabase.call(
                control.pool(),
                connection ->
                        connection.createStatement().execute("ALTER TABLE access_token_away RENAME TO access_token"));
        ahead.addAndGet(TimeUnit.SECONDS.toNanos(2));
        replicas.forEach(each -> assertThat(ask(each, token.text())).isPresent());
    }

    @Test
    void whatATokenProvesItIsInNoText() {
        TokenText token = make();
        String secret = token.text().substring(token.text().length() - 43);
        assertThat(token.toString()).doesNotContain(secret);
        assertThat(ask(replicas.get(0), token.text()).toString()).doesNotContain(secret);
    }
}
