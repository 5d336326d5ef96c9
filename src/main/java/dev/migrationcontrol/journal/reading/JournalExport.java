package dev.migrationcontrol.journal.reading;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives the oldest entries first, page by page as the caller takes them; between two pages it holds nothing. */
@Singleton
final class JournalExport {
    private static final int PAGE = 100;

    private final JournalReader reader;

    JournalExport(JournalReader reader) {
        this.reader = reader;
    }

    Multi<ExportedEntry> after(long sequence, int limit) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Reading(sequence, limit), Reading::next)
                .until(List::isEmpty)
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page));
    }

    private final class Reading {
        private long last;
        private int left;

        Reading(long after, int limit) {
            this.last = after;
            this.left = limit;
        }

        Uni<List<ExportedEntry>> next() {
            return Uni.createFrom().item(this::read).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        }

        private List<ExportedEntry> read() {
            List<ExportedEntry> page = reader.after(last, Math.min(PAGE, left)).stream()
                    .map(ExportedEntry::of)
                    .toList();
            left -= page.size();
            last = page.isEmpty() ? last : page.get(page.size() - 1).sequence();
            return page;
        }
    }
}
