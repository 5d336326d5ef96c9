package dev.migrationcontrol.token;

import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Adds a token within the bounds, and says so in the journal. */
final class TokenAdding {
    private static final int MOST_OF_ONE_CALLER = 100;

    /** The old one and the new one, while callers change. */
    private static final int MOST_OF_ONE_NAME = 2;

    private final TokenStore store;
    private final Journal journal;

    TokenAdding(TokenStore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    /** As the database keeps it. */
    static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws TokenRefused when there are too many */
    void add(Connection transaction, StoredToken token, String caller) throws SQLException {
        Instant now = token.times().created();
        store.lock(transaction);
        store.prune(transaction, now);
        List<StoredToken> live = store.live(transaction, now);
        List<StoredToken> own = live.stream()
                .filter(each -> Objects.equals(each.createdBy(), token.createdBy()))
                .toList();
        if (live.size() >= TokenStore.MOST_LIVE) {
            throw TokenRefused.tooMany("The service has", TokenStore.MOST_LIVE);
        }
        if (own.size() >= MOST_OF_ONE_CALLER) {
            throw TokenRefused.tooMany("The caller " + caller + " has", MOST_OF_ONE_CALLER);
        }
        if (own.stream().filter(each -> each.name().equals(token.name())).count() >= MOST_OF_ONE_NAME) {
            throw TokenRefused.tooMany("The name " + token.name() + " has", MOST_OF_ONE_NAME);
        }
        store.insert(transaction, token);
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("token", token.id());
        made.put("name", token.name());
        made.put("scopes", token.scopes());
        made.put("expiresAt", token.times().expires());
        made.put("grants", token.granted());
        journal.append(transaction, new Entry(Entry.Kind.TOKEN_CREATED, caller, null, null, null, made, null, null));
    }
}
