package dev.migrationcontrol.operation;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.access.Change;
import dev.migrationcontrol.access.Restrictions;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.state.Failure;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Asks once more, when the turn of an operation has come, whether it may begin: it may have waited for hours. */
@Singleton
final class BeforeWork {
    private final Access access;
    private final Restrictions restrictions;
    private final OperationHandlers handlers;
    private final RunStore runs;

    BeforeWork(Access access, Restrictions restrictions, OperationHandlers handlers, RunStore runs) {
        this.access = access;
        this.restrictions = restrictions;
        this.handlers = handlers;
        this.runs = runs;
    }

    /** Why it must not begin; nothing where nothing stands against it. Blocks. */
    Optional<Failure> obstacle(Operation operation, Verb verb) {
        if (!allowsStill(operation, verb)) {
            return Optional.of(notGranted(operation, verb));
        }
        Optional<Change> change = handlers.change(operation.type(), operation.environment(), operation.request());
        if (change.isEmpty()) {
            return Optional.empty();
        }
        if (operation.request().get(BreakGlass.FIELD) != null) {
            return allowsStill(operation, Verb.BREAK_GLASS)
                    ? Optional.empty()
                    : Optional.of(notGranted(operation, Verb.BREAK_GLASS));
        }
        return restrictions
                .refusal(change.get().of(operation.id()))
                .map(refusal -> Failure.of(
                        refusal.slug(), refusal.detail(), "Nothing was changed. Ask again when this has ended."));
    }

    private boolean allowsStill(Operation operation, Verb verb) {
        return access.allowsStill(operation.requestedBy(), runs.granted(operation.id()), verb, operation.environment());
    }

    private static Failure notGranted(Operation operation, Verb verb) {
        return Failure.of(
                "forbidden",
                operation.requestedBy() + " may not " + verb + " any more: its token or its grant is gone.",
                "Grant it again, or let another caller ask for it.");
    }
}
