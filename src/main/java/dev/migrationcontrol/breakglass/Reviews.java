package dev.migrationcontrol.breakglass;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Reviews changes with broken glass; an approver does, and never the one who made the change. */
@Singleton
final class Reviews {
    private final UseStore store;
    private final Access access;
    private final Journal journal;
    private final Clock clock;

    Reviews(UseStore store, Access access, Journal journal, Clock clock) {
        this.store = store;
        this.access = access;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Reviews a use. One that is reviewed already stays as it is.
     *
     * @throws UnknownUse when there is none, or the caller may not view its environment
     * @throws BreakGlassRefused when the caller made the change, or is no person
     */
    Use review(UUID operation, ReviewRequest request) {
        return store.inTransaction(transaction -> {
            Use use = store.find(transaction, operation)
                    .filter(each -> access.views(each.environment()))
                    .orElseThrow(() -> new UnknownUse(operation));
            access.require(Verb.APPROVE, use.environment());
            Caller caller = access.caller();
            if (caller.owner().equals(use.owner())) {
                throw new BreakGlassRefused(caller.owner() + " made this change: another person has to review it.");
            }
            if (!caller.isPersonal()) {
                throw new BreakGlassRefused("Nobody answers for " + caller.id()
                        + ": only a person reviews, such as the configured owner of a token.");
            }
            if (use.review() != null) {
                return use;
            }
            store.review(transaction, operation, new Use.Review(caller.id(), clock.instant(), request.comment()));
            journal.append(
                    transaction,
                    new Entry(
                            Entry.Kind.BREAK_GLASS_REVIEWED,
                            caller.id(),
                            request.comment(),
                            use.environment(),
                            operation,
                            Map.of("caller", use.caller()),
                            null,
                            null));
            return store.find(transaction, operation).orElseThrow();
        });
    }
}
