package dev.migrationcontrol.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.StoredJson;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Verdicts in the control database, by a digest of what each rests on; the oldest go. */
@Singleton
class UndoProofStore {
    /** How many are kept. */
    static final int MOST = 20_000;

    static final Duration KEPT = Duration.ofDays(180);

    private final AgroalDataSource control;
    private final StoredJson json;

    UndoProofStore(AgroalDataSource control, ObjectMapper mapper) {
        this.control = control;
        this.json = new StoredJson(mapper);
    }

    /** Those that are kept, by what they rest on. */
    Map<String, UndoProof> find(Collection<String> bases) {
        if (bases.isEmpty()) {
            return Map.of();
        }
        return ControlDatabase.call(control, connection -> {
            Map<String, UndoProof> found = new HashMap<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT basis, content FROM undo_proof WHERE basis = ANY (?)")) {
                statement.setArray(1, connection.createArrayOf("text", bases.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.put(
                                row.getString("basis"),
                                Objects.requireNonNull(json.read(row.getString("content"), UndoProof.class)));
                    }
                }
            }
            return found;
        });
    }

    /** Keeps one, in place of an older one, and forgets those that are too old or too many. */
    void keep(String basis, UndoProof proof) {
        keep(basis, proof, MOST);
    }

    void keep(String basis, UndoProof proof, int most) {
        Instant provenAt = Objects.requireNonNull(proof.provenAt());
        ControlDatabase.inTransaction(control, transaction -> {
            try (PreparedStatement statement = transaction.prepareStatement(
                    "INSERT INTO undo_proof (basis, content, proven_at) VALUES (?, ?::jsonb, ?) ON CONFLICT (basis)"
                            + " DO UPDATE SET content = excluded.content, proven_at = excluded.proven_at")) {
                statement.setString(1, basis);
                // jsonb knows no NUL.
                statement.setString(2, json.write(proof).replace("\\u0000", " "));
                statement.setObject(3, provenAt.atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
            try (PreparedStatement statement = transaction.prepareStatement(
                    "DELETE FROM undo_proof WHERE proven_at < ? OR basis IN (SELECT basis FROM undo_proof"
                            + " ORDER BY proven_at DESC OFFSET ?)")) {
                statement.setObject(1, provenAt.minus(KEPT).atOffset(ZoneOffset.UTC));
                statement.setInt(2, most);
                return statement.executeUpdate();
            }
        });
    }
}
