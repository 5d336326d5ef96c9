package dev.migrationcontrol.console;

import dev.migrationcontrol.problem.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a page current: after each event, its parts are written anew. What comes while they are being written is one
 * change together; the comments that the API sends now and then count as events, so that a page is never old for long.
 */
@Singleton
final class LiveParts {
    private static final Duration CALM = Duration.ofMillis(200);

    /**
     * The parts of a page.
     *
     * @param last whether nothing will change any more
     * @param newer makes parts that say more, and take longer; null where these say all
     */
    record Parts(String html, boolean last, @Nullable Supplier<Parts> newer) {
        Parts(String html, boolean last) {
            this(html, last, null);
        }
    }

    Multi<OutboundSseEvent> follow(Multi<OutboundSseEvent> events, Sse sse, Supplier<Parts> page) {
        // The first parts come at once: the browser knows then that it is connected.
        return Multi.createBy()
                .merging()
                .streams(
                        events.map(each -> sse).onCompletion().continueWith(sse),
                        Multi.createFrom().item(sse))
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToMultiAndConcatenate(each -> Multi.createFrom()
                        .<OutboundSseEvent>emitter(out -> write(out, sse, page))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .onCompletion()
                        .call(() ->
                                Uni.createFrom().nullItem().onItem().delayIt().by(CALM)));
    }

    private static void write(MultiEmitter<? super OutboundSseEvent> out, Sse sse, Supplier<Parts> page) {
        try {
            Parts parts = page.get();
            out.emit(event(sse, parts));
            if (parts.newer() != null && !out.isCancelled()) {
                out.emit(event(sse, parts.newer().get()));
            }
        } catch (Refusal refused) {
            // Such as a database that is away: the page says what it knew, and that is looked at again.
            out.emit(sse.newEventBuilder().name("still").data(refused.slug()).build());
        }
        out.complete();
    }

    private static OutboundSseEvent event(Sse sse, Parts parts) {
        return sse.newEventBuilder()
                .name(parts.last() ? "end" : "part")
                .data(parts.html())
                .build();
    }
}
