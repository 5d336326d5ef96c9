package dev.migrationcontrol.token;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Grant;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes, shows and revokes tokens for whoever may do so: everyone its own, administrators all. */
@Singleton
final class Tokens {
    private final AgroalDataSource control;
    private final TokenStore store;
    private final TokenAdding adding;
    private final LiveTokens live;
    private final Journal journal;
    private final Access access;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tokens(AgroalDataSource control, TokenStore store, LiveTokens live, Journal journal, Access access, Clock clock) {
        this.control = control;
        this.store = store;
        this.adding = new TokenAdding(store, journal);
        this.live = live;
        this.journal = journal;
        this.access = access;
        this.clock = clock;
    }

    /** A token with its text, which is shown this once. */
    record Made(StoredToken token, TokenText text) {}

    Made make(TokenRequest asked) {
        Caller caller = access.caller();
        if (access.isOpen()) {
            throw TokenRefused.open();
        }
        if (caller.kind() != Caller.Kind.CONFIGURED_TOKEN && caller.kind() != Caller.Kind.PERSON) {
            throw TokenRefused.caller(caller);
        }
        Instant now = TokenAdding.now(clock);
        NewToken wanted = NewToken.of(asked.name(), asked.scopes(), asked.expiresAt(), now);
        requireNoMoreThanGranted(wanted);
        TokenText text = TokenText.make(random);
        StoredToken token = new StoredToken(
                text.id(),
                wanted.name(),
                new StoredToken.Hash(text.hash()),
                caller.id(),
                caller.person(),
                caller.grants().stream().map(Grant::name).distinct().toList(),
                wanted.scopes(),
                new StoredToken.Times(now, wanted.expires(), null, null));
        ControlDatabase.inTransaction(control, transaction -> {
            adding.add(transaction, token, caller.id());
            return true;
        });
        live.forget();
        return new Made(token, text);
    }

    private void requireNoMoreThanGranted(NewToken wanted) {
        List<String> reasons = new ArrayList<>();
        for (Scope scope : wanted.scopes()) {
            for (String environment : scope.environments()) {
                if (!environment.equals(Grant.ALL)) {
                    access.requireVisible(environment);
                }
                List<String> missing = scope.granted().verbs().stream()
                        .filter(verb -> !access.allows(verb, environment))
                        .map(Verb::id)
                        .sorted()
                        .toList();
                if (!missing.isEmpty()) {
                    reasons.add("No grant of yours gives " + String.join(", ", missing) + " on "
                            + (environment.equals(Grant.ALL) ? "all environments" : environment) + ", which the role "
                            + scope.role() + " includes.");
                }
            }
        }
        if (!reasons.isEmpty()) {
            throw TokenRefused.exceeding(reasons);
        }
    }

    List<StoredToken> list() {
        return ControlDatabase.call(control, store::list).stream()
                .filter(this::isVisible)
                .toList();
    }

    StoredToken require(String id) {
        return ControlDatabase.call(control, connection -> require(connection, id));
    }

    /** To revoke it again changes nothing. */
    void revoke(String id) {
        ControlDatabase.inTransaction(control, transaction -> revoke(transaction, id));
        live.forget();
    }

    private boolean revoke(Connection transaction, String id) throws SQLException {
        StoredToken token = require(transaction, id);
        String caller = access.caller().id();
        if (!store.revoke(transaction, id, caller, clock.instant())) {
            return false;
        }
        journal.append(
                transaction,
                new Entry(
                        Entry.Kind.TOKEN_REVOKED,
                        caller,
                        null,
                        null,
                        null,
                        Map.of("token", token.id(), "name", token.name(), "access", access.trace(null)),
                        null,
                        null));
        return true;
    }

    private StoredToken require(Connection connection, String id) throws SQLException {
        return store.find(connection, id).filter(this::isVisible).orElseThrow(() -> new UnknownToken(id));
    }

    /** A token shows its maker, itself, and who administers all that it is for. */
    private boolean isVisible(StoredToken token) {
        String caller = access.caller().id();
        return caller.equals(token.createdBy())
                || caller.equals(token.callerId())
                || token.scopes().stream()
                        .flatMap(each -> Set.copyOf(each.environments()).stream())
                        .allMatch(each -> access.allows(Verb.ADMINISTER, each));
    }
}
