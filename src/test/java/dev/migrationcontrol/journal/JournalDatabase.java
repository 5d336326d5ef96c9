package dev.migrationcontrol.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.journal.reading.JournalVerification;
import dev.migrationcontrol.journal.reading.Verdict;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A control database of a test's own, with its journal. */
public final class JournalDatabase implements AutoCloseable {
    private final TestControl own = TestControl.create();
    public final String name = own.name();
    final AgroalDataSource control = own.pool();
    final Journal journal;
    final JournalVerification verification;

    public JournalDatabase() {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        journal = new Journal(control, new JournalStore(mapper, Clock.systemUTC()));
        verification = new JournalVerification(() -> TestServer.connect(name));
    }

    public void append(int entries) throws SQLException {
        for (int i = 0; i < entries; i++) {
            journal.append(entry(Integer.toString(i)));
        }
    }

    public static Entry entry(String reason) {
        return new Entry(
                Entry.Kind.REQUEST_ACCEPTED,
                "jürgen",
                reason,
                "production",
                new UUID(7, 7),
                Map.of("targetVersion", "1.0", "number", 1.50, "ünïcode", "€"),
                null,
                null);
    }

    /** As a superuser who knows what to do. */
    public void tamper(String sql) {
        execute("ALTER TABLE journal DISABLE TRIGGER ALL; ALTER TABLE journal_head DISABLE TRIGGER ALL;" + sql
                + "; ALTER TABLE journal ENABLE TRIGGER ALL; ALTER TABLE journal_head ENABLE TRIGGER ALL");
    }

    public void execute(String sql) {
        TestServer.execute(name, sql);
    }

    public String query(String sql) throws SQLException {
        try (Connection connection = control.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    public Verdict verify() {
        return verify(null);
    }

    public Verdict verify(Chain.@Nullable Head expected) {
        return verify(null, expected);
    }

    public Verdict verify(Chain.@Nullable Head from, Chain.@Nullable Head expected) {
        return verification
                .verify(new JournalVerification.Question(from, expected))
                .join();
    }

    @Override
    public void close() {
        own.close();
    }
}
