package dev.migrationcontrol.operation;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.operation.state.OperationState;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The states of all operations, for everyone who follows them on this replica: however many do, each change is read once.
 */
@Singleton
final class ChangeFeed {
    /** The states that were said, so that other events of an operation say nothing. */
    private static final int REMEMBERED = 10_000;

    /** Of a follower that takes nothing, the changes that are kept; what comes then ends its stream. */
    private static final int MOST_WAITING = 500;

    private final OperationReader reader;
    private final Access access;
    private final BroadcastProcessor<Operation> changes = BroadcastProcessor.create();
    /** Without any, nothing has to be read. */
    private final AtomicInteger followers = new AtomicInteger();

    private final Set<UUID> due = ConcurrentHashMap.newKeySet();
    private final Map<UUID, String> said = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "changes");
        made.setDaemon(true);
        return made;
    });

    ChangeFeed(OperationReader reader, Access access) {
        this.reader = reader;
        this.access = access;
    }

    /** Something happened to an operation, perhaps a change of its state. */
    void noticed(UUID operation) {
        if (followers.get() > 0 && !thread.isShutdown() && due.add(operation)) {
            thread.execute(() -> look(operation));
        }
    }

    private void look(UUID operation) {
        due.remove(operation);
        try {
            reader.find(operation).filter(this::isNews).ifPresent(changes::onNext);
        } catch (RuntimeException unreadable) {
            // The next event of this operation is looked at again; who follows looks at the list now and then.
            said.remove(operation);
        }
    }

    /** Only the one thread asks. */
    private boolean isNews(Operation operation) {
        String state = operation.state() + " " + operation.attempt();
        if (said.size() >= REMEMBERED) {
            said.remove(said.keySet().iterator().next());
        }
        return !state.equals(said.put(operation.id(), state));
    }

    /** The changes of operations that the caller of this request may view, from now on. */
    Multi<OperationSummary> follow() {
        Predicate<Operation> visible = visible();
        return changes.onSubscription()
                .invoke(followers::incrementAndGet)
                .onTermination()
                .invoke(() -> followers.decrementAndGet())
                .onOverflow()
                .buffer(MOST_WAITING)
                .filter(visible::test)
                .map(OperationSummary::of);
    }

    private Predicate<Operation> visible() {
        boolean all = access.viewsAll();
        Set<String> environments = access.visible();
        String caller = access.caller().id();
        return operation -> all
                || Optional.ofNullable(operation.environment())
                        .map(environments::contains)
                        .orElse(operation.requestedBy().equals(caller));
    }

    /** Whether an operation is at work or waits. */
    static boolean isActive(OperationSummary operation) {
        return operation.state() == OperationState.QUEUED || operation.state() == OperationState.RUNNING;
    }

    void stop(@Observes @Priority(300) ShutdownEvent event) {
        thread.shutdown();
        changes.onComplete();
    }
}
