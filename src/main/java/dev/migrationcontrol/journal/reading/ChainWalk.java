package dev.migrationcontrol.journal.reading;

import dev.migrationcontrol.journal.Chain;
import dev.migrationcontrol.journal.StoredRow;
import dev.migrationcontrol.journal.reading.Verdict.Break;
import dev.migrationcontrol.journal.reading.Verdict.Tampering;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Goes along the chain row by row and remembers only its end: the first row that does not follow is the break. */
final class ChainWalk {
    /** How many places before and after its own an entry is looked for that was moved. */
    private static final int FARTHEST = 5_000;

    /** How many characters are hashed for that at the most. */
    private static final int MOST_HASHED = 50_000_000;

    private final Chain.Head start;
    private final Chain.@Nullable Head expected;
    private final Successor successor;
    private long count;
    private String hash;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private @Nullable Break broken;

    /** Looks a row up that names this hash as the one before it, at a higher place. */
    interface Successor {
        boolean isKnown(String previousHash, long above);
    }

    /**
     * @param start the trusted end of the chain before the first row that is taken
     */
    ChainWalk(Chain.Head start, Chain.@Nullable Head expected, Successor successor) {
        this.start = start;
        this.expected = expected;
        this.successor = successor;
        this.count = start.count();
        this.hash = start.hash();
        this.broken = otherThanExpected();
    }

    /** Takes the next row; false once the chain is broken. */
    boolean next(StoredRow row, long headCount) {
        if (broken != null) {
            return false;
        }
        broken = breakAt(row, headCount);
        if (broken != null) {
            return false;
        }
        count = row.sequence();
        hash = row.hash();
        first = first == null ? row.recordedAt() : first;
        last = row.recordedAt();
        broken = otherThanExpected();
        return broken == null;
    }

    private @Nullable Break otherThanExpected() {
        return expected == null || expected.count() != count || expected.hash().equals(hash)
                ? null
                : new Break(
                        count,
                        Tampering.ALTERED,
                        "Entry " + count
                                + " has another hash than the expected one: this entry or an earlier one was replaced,"
                                + " and the chain was computed anew.");
    }

    Verdict end(Chain.Head head) {
        if (broken == null) {
            broken = breakAtEnd(head);
        }
        return new Verdict(broken == null, start.count(), count, first, last, hash, broken);
    }

    private @Nullable Break breakAt(StoredRow row, long headCount) {
        long place = count + 1;
        if (row.sequence() > place) {
            return new Break(
                    place,
                    Tampering.MISSING,
                    "After entry " + count + " comes " + row.sequence() + ": those between them are gone.");
        }
        if (row.sequence() < place) {
            return new Break(
                    row.sequence(), Tampering.INSERTED, "There is more than one entry " + row.sequence() + ".");
        }
        if (!row.isSoundAt(place)) {
            return notSound(row, headCount);
        }
        if (!row.previousHash().equals(hash)) {
            return new Break(
                    place,
                    Tampering.ALTERED,
                    "Entry " + place + " names another hash as that of the entry before: one of the two was replaced"
                            + " by another entry with a hash of its own.");
        }
        return null;
    }

    /** Its place is part of the hash, so a row that was moved is sound at exactly one other place. */
    private Break notSound(StoredRow row, long headCount) {
        long place = row.sequence();
        long far = Math.min(FARTHEST, MOST_HASHED / 2 / row.length());
        long last = Math.min(headCount + 1, place + far);
        for (long origin = Math.max(1, place - far); origin <= last; origin++) {
            if (row.isSoundAt(origin)) {
                return moved(place, origin);
            }
        }
        return new Break(place, Tampering.ALTERED, "Entry " + place + " is not what its hash was made of.");
    }

    private Break moved(long place, long origin) {
        String how = "Entry " + place + " was written as entry " + origin;
        if (origin < place) {
            return new Break(place, Tampering.INSERTED, how + ": entries were put in before it.");
        }
        return successor.isKnown(hash, place)
                ? new Break(place, Tampering.REORDERED, how + ": entries have changed places.")
                : new Break(place, Tampering.MISSING, how + ": entries before it are gone.");
    }

    private @Nullable Break breakAtEnd(Chain.Head head) {
        if (start.count() > head.count()) {
            return new Break(
                    head.count() + 1,
                    Tampering.MISSING,
                    "There were " + start.count() + " entries, now there are " + head.count() + ".");
        }
        if (expected != null && count < expected.count()) {
            return new Break(
                    count + 1,
                    Tampering.MISSING,
                    "There were " + expected.count() + " entries, now there are " + count + ".");
        }
        if (count < head.count()) {
            return new Break(
                    count + 1,
                    Tampering.MISSING,
                    "The head of the chain counts " + head.count() + " entries, but there are " + count + ".");
        }
        if (count > head.count()) {
            return new Break(
                    head.count() + 1,
                    Tampering.INSERTED,
                    "The head of the chain counts " + head.count() + " entries, but there are " + count + ".");
        }
        return hash.equals(head.hash())
                ? null
                : new Break(
                        count, Tampering.ALTERED, "The head of the chain has another hash than entry " + count + ".");
    }
}
