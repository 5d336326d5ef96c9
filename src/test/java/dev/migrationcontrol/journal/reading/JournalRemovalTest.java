package dev.migrationcontrol.journal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.journal.Chain;
import dev.migrationcontrol.journal.JournalDatabase;
import dev.migrationcontrol.problem.InvalidRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal is proven from a trusted end on, and what was exported may go, by a deliberate act. */
class JournalRemovalTest {
    private final JournalDatabase database = new JournalDatabase();
    private Chain.Head fifth;

    @BeforeEach
    public void write() throws SQLException {
        database.append(8);
        fifth = new Chain.Head(5, database.query("SELECT encode(hash, 'hex') FROM journal WHERE sequence = 5"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aProofBeginsAfterATrustedEntry() {
        database.tamper("UPDATE journal SET caller = 'forger' WHERE sequence = 3");
        assertThat(database.verify().ok()).isFalse();
        Verdict verdict = database.verify(fifth, null);
        assertThat(verdict.broken()).isNull();
        assertThat(verdict.from()).isEqualTo(5);
        assertThat(verdict.count()).isEqualTo(8);
        assertThat(database.verify(new Chain.Head(5, "ab".repeat(32)), null)
                        .broken()
                        .sequence())
                .isEqualTo(6);
        database.tamper("UPDATE journal SET caller = 'forger' WHERE sequence = 7");
        assertThat(database.verify(fifth, null).broken().sequence()).isEqualTo(7);
        database.tamper("DELETE FROM journal WHERE sequence > 4;"
                + " UPDATE journal_head SET (count, hash) = (SELECT sequence, hash FROM journal WHERE sequence = 4)");
        assertThat(database.verify(fifth, null).broken().what()).isEqualTo(Verdict.Tampering.MISSING);
    }

    @Test
    void whatWasExportedIsRemovedAndTheChainGoesOn() throws SQLException {
        database.execute("SELECT journal_remove_exported(5, '" + fifth.hash() + "')");
        assertThat(database.query("SELECT min(sequence) FROM journal")).isEqualTo("6");
        database.append(2);
        Verdict verdict = database.verify();
        assertThat(verdict.broken()).isNull();
        assertThat(verdict.from()).isEqualTo(5);
        assertThat(verdict.count()).isEqualTo(10);
        assertThat(database.verify(fifth, fifth).ok()).isTrue();
        assertThat(database.verify(null, new Chain.Head(5, "ab".repeat(32))).ok())
                .isFalse();
        assertThatThrownBy(() -> database.verify(null, new Chain.Head(4, "ab".repeat(32))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> database.verify(new Chain.Head(4, "ab".repeat(32)), null))
                .hasCauseInstanceOf(InvalidRequest.class);
        database.tamper("DELETE FROM journal WHERE sequence = 6");
        assertThat(database.verify().broken().sequence()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT journal_remove_exported(5, repeat('ab', 32))",
                "SELECT journal_remove_exported(99, repeat('ab', 32))",
                "INSERT INTO journal_base (count, hash) VALUES (5, decode(repeat('ab', 32), 'hex'))",
                "TRUNCATE journal_base",
                "DELETE FROM journal WHERE sequence = 1",
            })
    void nothingGoesWithoutTheHashOfTheLastEntryThatWasExported(String sql) throws SQLException {
        assertThatThrownBy(() -> database.execute(sql))
                .cause()
                .matches(e -> ((SQLException) e).getSQLState().equals("42501"));
        assertThat(database.query("SELECT count(*) FROM journal")).isEqualTo("8");
    }

    @Test
    void theBaseNeverGoesBack() {
        database.execute("SELECT journal_remove_exported(5, '" + fifth.hash() + "')");
        for (String sql : new String[] {
            "DELETE FROM journal_base", "UPDATE journal_base SET count = 0", "DELETE FROM journal WHERE sequence = 6"
        }) {
            assertThatThrownBy(() -> database.execute(sql))
                    .cause()
                    .matches(e -> ((SQLException) e).getSQLState().equals("42501"));
        }
    }

    /** The statements of the documentation, as the role that the service works as. */
    @Test
    void theDocumentedStatementsWorkForTheOwner() throws Exception {
        String document = Files.readString(Path.of("docs", "journal.md"));
        int start = document.indexOf("```sql\nBEGIN") + 7;
        String sql = document.substring(start, document.indexOf("```", start))
                .replace("5000", "5")
                .replaceAll("'[0-9a-f…]{8,}'", "'" + fifth.hash() + "'");
        String owner = "journal_owner_" + System.nanoTime();
        database.execute("CREATE ROLE " + owner + "; ALTER TABLE journal OWNER TO " + owner
                + "; ALTER TABLE journal_base OWNER TO " + owner
                + "; ALTER FUNCTION journal_remove_exported OWNER TO " + owner);
        database.execute("SET ROLE " + owner + ";" + sql);
        assertThat(database.query("SELECT min(sequence) FROM journal")).isEqualTo("6");
        assertThat(database.verify().ok()).isTrue();
        assertThatThrownBy(() -> database.execute("SET ROLE " + owner + "; DELETE FROM journal WHERE sequence = 6"))
                .cause()
                .hasMessageContaining("permission denied");
    }

    /** The place of an entry that was forged is not looked for among all others, however many there are said to be. */
    @Test
    void aForgedEntryAmongABillionIsFoundInBoundedTime() {
        database.tamper("UPDATE journal SET caller = 'forger' WHERE sequence = 5;"
                + " UPDATE journal_head SET count = 1000000000");
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(database.verify().broken().what()).isEqualTo(Verdict.Tampering.ALTERED));
    }

    @Test
    void oneProofAtATimeIsSharedByWhoAsksTheSameAndBoundedForOthers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        JournalVerification slow = new JournalVerification(() -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            return dev.migrationcontrol.TestServer.connect(database.name);
        });
        var all = new JournalVerification.Question(null, null);
        var first = slow.verify(all);
        begun.await();
        for (int i = 0; i < 14; i++) {
            assertThat(slow.verify(all)).isSameAs(first);
        }
        for (int i = 0; i < 4; i++) {
            slow.verify(new JournalVerification.Question(null, new Chain.Head(i + 1, fifth.hash())));
        }
        assertThatThrownBy(() -> slow.verify(new JournalVerification.Question(null, new Chain.Head(7, fifth.hash()))))
                .isInstanceOf(JournalBusy.class);
        go.countDown();
        assertThat(first.join().ok()).isTrue();
        assertThat(slow.verify(all)).isNotSameAs(first);
    }
}
