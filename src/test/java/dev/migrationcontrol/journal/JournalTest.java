package dev.migrationcontrol.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.journal.reading.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private final JournalDatabase database = new JournalDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEmptyJournalIsWhole() {
        Verdict verdict = database.verify();
        assertThat(verdict.ok()).isTrue();
        assertThat(verdict.count()).isZero();
        assertThat(verdict.headHash()).isEqualTo(StoredRow.GENESIS);
    }

    @Test
    void writersOnManyConnectionsMakeOneChain() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(16);
        List<Future<?>> ends = new ArrayList<>();
        for (int writer = 0; writer < 16; writer++) {
            int number = writer;
            ends.add(writers.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    database.journal.append(JournalDatabase.entry(number + " " + i));
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        writers.shutdown();
        Verdict verdict = database.verify();
        assertThat(verdict.broken()).isNull();
        assertThat(verdict.count()).isEqualTo(400);
        assertThat(database.query("SELECT max(sequence) FROM journal")).isEqualTo("400");
        assertThat(database.query("SELECT count(DISTINCT reason) FROM journal")).isEqualTo("400");
    }

    @Test
    void anEntryExistsIfAndOnlyIfItsTransactionCommits() throws Exception {
        database.append(1);
        try (Connection transaction = TestServer.connect(database.name)) {
            transaction.setAutoCommit(false);
            database.journal.append(transaction, JournalDatabase.entry("taken back"));
            transaction.rollback();
        }
        database.append(1);
        assertThat(database.verify().count()).isEqualTo(2);
        assertThat(database.verify().ok()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE journal SET caller = 'someone else' WHERE sequence = 2",
                "DELETE FROM journal WHERE sequence = 3",
                "TRUNCATE journal",
                "DELETE FROM journal_head",
                "TRUNCATE journal_head",
                "INSERT INTO journal_head (count, hash) VALUES (0, decode(repeat('00', 32), 'hex'))",
                "UPDATE journal_head SET count = 1",
                "SET session_replication_role = replica; DELETE FROM journal",
                "INSERT INTO journal SELECT sequence + 7, recorded_at, kind, caller, remote_address, reason, environment,"
                        + " operation_id, request, plan, result, previous_hash, hash FROM journal LIMIT 1",
            })
    void theDatabaseItselfRefusesToChangeIt(String sql) throws Exception {
        database.append(3);
        assertThatThrownBy(() -> database.execute(sql))
                .cause()
                .isInstanceOf(SQLException.class)
                .matches(
                        e -> ((SQLException) e).getSQLState().equals("42501"),
                        "has the SQLSTATE of a missing privilege")
                .hasMessageMatching("(?s).*(append-only|does not follow|goes from).*");
        assertThat(database.verify().ok()).isTrue();
    }

    /** The role that the service works as owns the table; it has not even the privilege. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE journal SET caller = ''", "DELETE FROM journal", "TRUNCATE journal"})
    void theOwnerHasNoPrivilegeToChangeIt(String sql) throws Exception {
        String owner = "journal_owner_" + System.nanoTime();
        database.append(1);
        database.execute("CREATE ROLE " + owner + "; ALTER TABLE journal OWNER TO " + owner);
        assertThatThrownBy(() -> database.execute("SET ROLE " + owner + ";" + sql))
                .cause()
                .hasMessageContaining("permission denied for table journal");
    }

    @Test
    void largeValuesLeaveTheirSizeAndHash() throws Exception {
        database.journal.append(new Entry(
                Entry.Kind.OPERATION_ENDED,
                "x".repeat(5_000),
                null,
                null,
                null,
                null,
                null,
                Map.of("text", "y".repeat(100_000))));
        assertThat(database.query("SELECT result -> 'text' ->> 'omittedBytes' FROM journal"))
                .isEqualTo("100002");
        assertThat(database.query("SELECT length(result -> 'text' ->> 'sha256') FROM journal"))
                .isEqualTo("64");
        assertThat(database.query("SELECT length(caller) FROM journal")).isEqualTo("1000");
        assertThat(database.verify().ok()).isTrue();
    }
}
