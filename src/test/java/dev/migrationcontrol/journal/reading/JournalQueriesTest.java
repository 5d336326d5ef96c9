package dev.migrationcontrol.journal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.QueryCost;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.reading.JournalReader.Filter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each question to the journal is answered by an index, however long it is. */
class JournalQueriesTest {
    private static final Instant LONG_AGO = Instant.now().minus(200, ChronoUnit.DAYS);
    private static final Instant A_DAY_LATER = LONG_AGO.plus(1, ChronoUnit.DAYS);

    private final QueryCost cost = QueryCost.filled();
    private final JournalReader reader = new JournalReader(cost.pool(), new ObjectMapper());

    @AfterEach
    void close() {
        cost.close();
    }

    @Test
    void entriesOfADayOfAnEnvironmentOfAnOperationAndOfAKind() {
        UUID operation = UUID.fromString("01900000-0000-7000-8000-000000002710");
        assertThat(reader.list(new Filter(null, null, null, null, LONG_AGO, A_DAY_LATER), 100, null))
                .hasSize(48)
                .allMatch(each -> !each.recordedAt().isBefore(LONG_AGO)
                        && each.recordedAt().isBefore(A_DAY_LATER));
        check("the newest", null, null, null, null, null, null);
        check("a later page", 9_000L, null, null, null, null, null);
        check("a day long ago", null, null, null, null, LONG_AGO, A_DAY_LATER);
        check("since long ago", null, null, null, null, LONG_AGO, null);
        check("until long ago", null, null, null, null, null, LONG_AGO);
        check("before everything", null, null, null, null, null, Instant.EPOCH);
        check("an environment", null, null, "env-7", null, null, null);
        check("an unknown environment", null, null, "nobody", null, null, null);
        check("an environment long ago", null, null, "env-7", null, LONG_AGO, A_DAY_LATER);
        check("an operation", null, null, null, operation, null, null);
        check("a kind", null, Entry.Kind.REQUEST_REFUSED, null, null, null, null);
        check("a kind that none has", null, Entry.Kind.CANCELLATION_REQUESTED, null, null, null, null);
        check("a kind of an environment", null, Entry.Kind.REQUEST_REFUSED, "env-7", null, null, null);
        check("a kind of a day", null, Entry.Kind.REQUEST_REFUSED, null, null, LONG_AGO, A_DAY_LATER);
        cost.assertCheap(
                "an export", 150, () -> assertThat(reader.after(10_000, 100)).hasSize(100));
    }

    private void check(
            String what, Long before, Entry.Kind kind, String environment, UUID operation, Instant from, Instant to) {
        Filter filter = new Filter(before, kind, environment, operation, from, to);
        cost.assertCheap(what, 800, () -> reader.list(filter, 51, null));
    }
}
