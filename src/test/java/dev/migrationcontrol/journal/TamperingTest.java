package dev.migrationcontrol.journal;

import static dev.migrationcontrol.journal.reading.Verdict.Tampering.ALTERED;
import static dev.migrationcontrol.journal.reading.Verdict.Tampering.INSERTED;
import static dev.migrationcontrol.journal.reading.Verdict.Tampering.MISSING;
import static dev.migrationcontrol.journal.reading.Verdict.Tampering.REORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.journal.reading.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A superuser switches the triggers off and changes the journal; the chain tells. */
class TamperingTest {
    private static final String COPY = "recorded_at, kind, caller, remote_address, reason, environment, operation_id,"
            + " request, plan, result, previous_hash, hash";

    private final JournalDatabase database = new JournalDatabase();

    @BeforeEach
    public void write() throws SQLException {
        database.append(8);
        assertThat(database.verify().ok()).isTrue();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caller = 'another'",
                "recorded_at = recorded_at + interval '1 microsecond'",
                "kind = 'OPERATION_ENDED'",
                "remote_address = ''",
                "reason = NULL",
                "environment = 'test'",
                "operation_id = NULL",
                "request = request || '{\"targetVersion\": \"2.0\"}'",
                "request = request || '{\"number\": 1.500}'",
                "plan = '{}'",
                "result = 'null'",
                "hash = set_byte(hash, 0, get_byte(hash, 0) # 1)",
                "previous_hash = set_byte(previous_hash, 31, get_byte(previous_hash, 31) # 1)"
            })
    void aFlippedFieldIsFound(String change) {
        database.tamper("UPDATE journal SET " + change + " WHERE sequence = 5");
        assertBroken(5, ALTERED);
    }

    @Test
    void aDeletedEntryIsFound() {
        database.tamper("DELETE FROM journal WHERE sequence IN (4, 5)");
        assertBroken(4, MISSING);
    }

    @Test
    void theFirstEntryCannotBeDeleted() {
        database.tamper("DELETE FROM journal WHERE sequence = 1");
        assertBroken(1, MISSING);
    }

    @Test
    void aDeletedEntryIsFoundWhenTheGapIsClosed() {
        database.tamper("DELETE FROM journal WHERE sequence = 4; ALTER TABLE journal DROP CONSTRAINT journal_pkey;"
                + " UPDATE journal SET sequence = sequence - 1 WHERE sequence > 4;"
                + " UPDATE journal_head SET count = 7");
        assertBroken(4, MISSING);
    }

    @Test
    void anInsertedEntryIsFoundWhereItsOwnHashIsRight() throws Exception {
        database.tamper("ALTER TABLE journal DROP CONSTRAINT journal_pkey;"
                + " UPDATE journal SET sequence = sequence + 1 WHERE sequence > 4; UPDATE journal_head SET count = 9");
        insertForged(5, 4);
        assertBroken(6, INSERTED);
    }

    @Test
    void anEntryThatStandsTwiceIsFound() {
        database.tamper("ALTER TABLE journal DROP CONSTRAINT journal_pkey; INSERT INTO journal SELECT sequence, " + COPY
                + " FROM journal WHERE sequence = 4");
        assertBroken(4, INSERTED);
    }

    @Test
    void anEntryBeyondTheHeadIsFound() throws Exception {
        insertForged(9, 8);
        assertBroken(9, INSERTED);
    }

    @Test
    void reorderedEntriesAreFound() {
        database.tamper("ALTER TABLE journal DROP CONSTRAINT journal_pkey;"
                + " UPDATE journal SET sequence = CASE sequence WHEN 3 THEN 6 ELSE 3 END WHERE sequence IN (3, 6)");
        assertBroken(3, REORDERED);
    }

    @Test
    void anEntryThatWasReplacedWithARightHashIsFound() throws Exception {
        database.tamper("DELETE FROM journal WHERE sequence = 5");
        insertForged(5, 4);
        assertBroken(6, ALTERED);
    }

    @Test
    void aCutEndIsFoundByTheHead() {
        database.tamper("DELETE FROM journal WHERE sequence > 6");
        assertBroken(7, MISSING);
    }

    @Test
    void aTruncatedJournalIsFoundByTheHead() {
        database.tamper("TRUNCATE journal");
        assertBroken(1, MISSING);
    }

    @Test
    void aMissingHeadIsFound() {
        database.tamper("DELETE FROM journal_head");
        assertThat(database.verify().ok()).isFalse();
    }

    @Test
    void aCutEndWithAForgedHeadIsFoundByWhatAnAuditorNoted() {
        Chain.Head noted = new Chain.Head(8, database.verify().headHash());
        database.tamper("DELETE FROM journal WHERE sequence > 6;"
                + " UPDATE journal_head SET (count, hash) = (SELECT sequence, hash FROM journal WHERE sequence = 6)");
        assertThat(database.verify().ok()).isTrue();
        Verdict verdict = database.verify(noted);
        assertThat(verdict.broken().sequence()).isEqualTo(7);
        assertThat(verdict.broken().what()).isEqualTo(MISSING);
    }

    @Test
    void aChainThatWasForgedAsAWholeIsFoundByWhatAnAuditorNoted() throws Exception {
        Chain.Head noted = new Chain.Head(8, database.verify().headHash());
        database.append(1);
        assertThat(database.verify(noted).ok()).isTrue();
        database.tamper(
                "DELETE FROM journal; UPDATE journal_head SET count = 0, hash = decode(repeat('00', 32), 'hex')");
        database.append(9);
        assertThat(database.verify().ok()).isTrue();
        Verdict verdict = database.verify(noted);
        assertThat(verdict.broken().sequence()).isEqualTo(8);
        assertThat(verdict.broken().what()).isEqualTo(ALTERED);
    }

    /** The query that the documentation gives to auditors knows nothing of the code here. */
    @Test
    void theDocumentedQueryFindsTheSame() throws Exception {
        assertThat(documentedQuery()).isEmpty();
        database.tamper("UPDATE journal SET reason = 'another' WHERE sequence = 5");
        assertThat(documentedQuery()).containsExactly(5L);
        database.tamper("DELETE FROM journal WHERE sequence = 7");
        assertThat(documentedQuery()).containsExactly(5L, 8L);
    }

    private List<Long> documentedQuery() throws Exception {
        String document = Files.readString(Path.of("docs", "journal.md"));
        int start = document.indexOf("```sql\n") + 7;
        List<Long> broken = new ArrayList<>();
        try (Connection connection = database.control.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(document.substring(start, document.indexOf("```", start)))) {
            while (result.next()) {
                broken.add(result.getLong(1));
            }
        }
        return broken;
    }

    /** Puts a row at a place, with the hash that it should have there. */
    private void insertForged(long place, long after) throws SQLException {
        database.tamper("INSERT INTO journal SELECT -1, " + COPY + " FROM journal WHERE sequence = " + after);
        database.tamper("UPDATE journal SET caller = 'forger', sequence = " + place
                + ", previous_hash = hash WHERE sequence = -1");
        StoredRow row = read(place, "forger");
        StoredRow forged =
                StoredRow.following(new Chain.Head(place - 1, row.previousHash()), row.recordedAt(), row.texts());
        database.tamper("UPDATE journal SET hash = decode('" + forged.hash() + "', 'hex') WHERE caller = 'forger'");
    }

    private StoredRow read(long place, String caller) throws SQLException {
        try (Connection connection = database.control.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + StoredRow.COLUMNS
                        + " FROM journal WHERE sequence = " + place + " AND caller = '" + caller + "'")) {
            result.next();
            return StoredRow.read(result);
        }
    }

    private void assertBroken(long sequence, Verdict.Tampering what) {
        Verdict verdict = database.verify();
        assertThat(verdict.ok()).isFalse();
        assertThat(verdict.broken().what()).as(verdict.toString()).isEqualTo(what);
        assertThat(verdict.broken().sequence()).as(verdict.toString()).isEqualTo(sequence);
        assertThat(verdict.broken().detail()).isNotBlank();
    }
}
