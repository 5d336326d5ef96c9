package dev.migrationcontrol.freeze;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets freezes and ends them early, as requests ask; the journal has both. */
@Singleton
final class RequestedFreezes {
    private final FreezeStore store;
    private final Access access;
    private final Environments environments;
    private final Journal journal;
    private final Clock clock;

    RequestedFreezes(FreezeStore store, Access access, Environments environments, Journal journal, Clock clock) {
        this.store = store;
        this.access = access;
        this.environments = environments;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Sets a freeze that begins now.
     *
     * @param key when it came with the same request before, the freeze of then is the answer
     * @throws TooManyFreezes when there are too many
     */
    SetFreeze set(FreezeRequest request, @Nullable IdempotencyKey key) {
        Set<String> names = request.requireEnvironments();
        requireAdministration(names);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant until = request.requireUntil(now);
        String reason = request.requireReason();
        UUID id = UUID.randomUUID();
        SetFreeze freeze = new SetFreeze(
                id,
                List.copyOf(names),
                request.allowsRollback(),
                reason,
                access.caller().id(),
                now,
                until,
                null,
                null);
        return store.inTransaction(transaction -> {
            store.lock(transaction);
            Optional<SetFreeze> before =
                    key == null ? Optional.empty() : store.find(transaction, freeze.setBy(), key.value());
            if (before.isPresent()) {
                return before.filter(each -> each.isSameAs(freeze))
                        .orElseThrow(() -> new FreezeKeyReused(before.get()));
            }
            if (!store.insert(transaction, freeze, key == null ? null : key.value())) {
                throw new TooManyFreezes(FreezeStore.MOST_ACTIVE);
            }
            append(transaction, Entry.Kind.FREEZE_SET, freeze, reason);
            return freeze;
        });
    }

    /** Ends a freeze early; one that has ended stays as it is. */
    SetFreeze lift(UUID id) {
        return store.inTransaction(transaction -> {
            SetFreeze freeze = store.find(transaction, id)
                    .filter(each -> isVisible(each.environments()))
                    .orElseThrow(() -> new UnknownFreeze(id.toString()));
            requireAdministration(freeze.environments());
            if (store.lift(transaction, id, access.caller().id(), clock.instant())) {
                append(transaction, Entry.Kind.FREEZE_LIFTED, freeze, null);
            }
            return store.find(transaction, id).orElseThrow();
        });
    }

    private boolean isVisible(Collection<String> names) {
        return names.contains(Freeze.ALL) ? access.viewsAll() : access.views(names);
    }

    private void requireAdministration(Collection<String> names) {
        List<String> each = names.contains(Freeze.ALL)
                ? environments.all().stream().map(Environment::name).toList()
                : List.copyOf(names);
        each.forEach(name ->
                access.require(Verb.ADMINISTER, environments.require(name).name()));
    }

    /** One entry an environment, so that each is found with what concerns it. */
    private void append(Connection transaction, Entry.Kind kind, SetFreeze freeze, @Nullable String reason)
            throws SQLException {
        for (String name : freeze.environments()) {
            Map<String, Object> asked = Map.of(
                    "freeze",
                    freeze.id(),
                    "environments",
                    freeze.environments(),
                    "until",
                    freeze.until(),
                    "rollback",
                    freeze.rollback());
            journal.append(
                    transaction,
                    new Entry(
                            kind,
                            access.caller().id(),
                            reason,
                            name.equals(Freeze.ALL) ? null : name,
                            null,
                            asked,
                            null,
                            null));
        }
    }
}
