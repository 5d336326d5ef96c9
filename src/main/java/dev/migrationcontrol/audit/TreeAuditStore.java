package dev.migrationcontrol.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.environment.ForExecution;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports of audits, and uploaded archives, in the control database: any replica may execute and answer. */
@Singleton
final class TreeAuditStore {
    private static final Duration KEEP_UPLOADS = Duration.ofDays(1);
    private static final int PART = 1 << 20;

    private final AgroalDataSource control;
    private final AgroalDataSource execution;
    private final ObjectMapper mapper;
    private final Clock clock;

    TreeAuditStore(
            AgroalDataSource control, @ForExecution AgroalDataSource execution, ObjectMapper mapper, Clock clock) {
        this.control = control;
        this.execution = execution;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * A stored report with its documents.
     *
     * @param patch empty where nothing can be changed by one; null where an earlier version of the service made the audit
     */
    record Stored(
            TreeAuditReport report,
            String audit,
            String plan,
            @Nullable String patch) {}

    void store(UUID id, Stored stored) {
        String sql = "INSERT INTO tree_audit (id, report, audit_document, plan_document, changes_patch)"
                + " VALUES (?, ?::jsonb, ?, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET report = EXCLUDED.report, audit_document = EXCLUDED.audit_document,"
                + " plan_document = EXCLUDED.plan_document, changes_patch = EXCLUDED.changes_patch";
        ControlDatabase.call(execution, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, id);
                // jsonb knows no NUL, and a broken file may hold one.
                statement.setString(2, json(stored.report()).replace("\\u0000", " "));
                statement.setString(3, stored.audit().replace('\0', ' '));
                statement.setString(4, stored.plan().replace('\0', ' '));
                statement.setString(5, stored.patch());
                return statement.executeUpdate();
            }
        });
    }

    Optional<Stored> find(UUID id) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT report, audit_document, plan_document, changes_patch FROM tree_audit WHERE id = ?")) {
                statement.setObject(1, id);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next()
                            ? Optional.of(new Stored(
                                    report(result.getString(1)),
                                    result.getString(2),
                                    result.getString(3),
                                    result.getString(4)))
                            : Optional.<Stored>empty();
                }
            }
        });
    }

    void storeUpload(String digest, Path archive) {
        ControlDatabase.inTransaction(control, connection -> {
            deleteOldUploads(connection);
            try (InputStream content = Files.newInputStream(archive);
                    PreparedStatement statement = connection.prepareStatement(
                            "INSERT INTO tree_upload (digest, content, created_at) VALUES (?, ?, ?)"
                                    + " ON CONFLICT (digest) DO UPDATE SET created_at = EXCLUDED.created_at")) {
                statement.setString(1, digest);
                statement.setBinaryStream(2, content, Files.size(archive));
                statement.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
                return statement.executeUpdate();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void deleteOldUploads(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM tree_upload WHERE created_at < ?")) {
            statement.setObject(1, clock.instant().minus(KEEP_UPLOADS).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /**
     * Reads it in parts: the driver keeps a value as a whole (42.7), and its text is twice as long.
     *
     * @return false when the upload is not kept any more
     */
    boolean loadUpload(String digest, Path into) {
        return ControlDatabase.call(execution, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT substring(content FROM ? FOR " + PART + ") FROM tree_upload WHERE digest = ?");
                    OutputStream out = Files.newOutputStream(into)) {
                statement.setString(2, digest);
                int from = 1;
                byte[] part = part(statement, from);
                while (part != null && part.length > 0) {
                    out.write(part);
                    from += part.length;
                    part = part(statement, from);
                }
                return part != null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte @Nullable [] part(PreparedStatement statement, int from) throws SQLException {
        statement.setInt(1, from);
        try (ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getBytes(1) : null;
        }
    }

    /** Forgets an upload, unless another audit that has not ended is going to read it. */
    void forgetUpload(String digest, UUID reader) {
        ControlDatabase.call(execution, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "DELETE FROM tree_upload WHERE digest = ? AND NOT EXISTS (SELECT FROM operation"
                            + " WHERE id <> ? AND finished_at IS NULL AND request ->> 'upload' = ?)")) {
                statement.setString(1, digest);
                statement.setObject(2, reader);
                statement.setString(3, digest);
                return statement.executeUpdate();
            }
        });
    }

    private String json(TreeAuditReport report) {
        try {
            return mapper.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private TreeAuditReport report(String json) {
        try {
            return mapper.readValue(json, TreeAuditReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
