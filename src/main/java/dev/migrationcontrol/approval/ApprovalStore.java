package dev.migrationcontrol.approval;

import dev.migrationcontrol.control.ControlDatabase;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What persons said of plans, in the control database; one of each person and plan. */
@Singleton
final class ApprovalStore {
    static final int MOST_OF_A_PLAN = 50;

    private final AgroalDataSource control;

    ApprovalStore(AgroalDataSource control) {
        this.control = control;
    }

    List<Approval> of(UUID plan) {
        return ControlDatabase.call(control, connection -> of(connection, plan));
    }

    List<Approval> of(Connection connection, UUID plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT * FROM plan_approval WHERE plan_id = ? ORDER BY decided_at, owner LIMIT " + MOST_OF_A_PLAN)) {
            statement.setObject(1, plan);
            return read(statement);
        }
    }

    /**
     * Stores what a person says; what the same person said before goes. The one who made the plan is none of those who
     * approve it, which the statement itself holds.
     *
     * @return false when it is the one who made the plan, or as many have said something as may
     */
    boolean insert(Connection transaction, Approval approval) throws SQLException {
        String sql = """
                INSERT INTO plan_approval (plan_id, owner, caller, decision, digest, comment, decided_at, expires_at)
                SELECT id, ?, ?, ?, ?, ?, ?, ? FROM plan
                 WHERE id = ? AND plan.owner <> ?
                   AND (SELECT count(*) FROM plan_approval a WHERE a.plan_id = plan.id AND a.owner <> ?) < %d
                ON CONFLICT (plan_id, owner) DO UPDATE SET caller = excluded.caller, decision = excluded.decision,
                    digest = excluded.digest, comment = excluded.comment, decided_at = excluded.decided_at,
                    expires_at = excluded.expires_at""".formatted(MOST_OF_A_PLAN);
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, approval.owner());
            statement.setString(2, approval.caller());
            statement.setString(3, approval.decision().name());
            statement.setString(4, approval.digest());
            statement.setString(5, approval.comment());
            statement.setObject(6, approval.decidedAt().atOffset(ZoneOffset.UTC));
            statement.setObject(7, approval.expiresAt().atOffset(ZoneOffset.UTC));
            statement.setObject(8, approval.plan());
            statement.setString(9, approval.owner());
            statement.setString(10, approval.owner());
            return statement.executeUpdate() == 1;
        }
    }

    boolean delete(Connection transaction, UUID plan, String owner) throws SQLException {
        try (PreparedStatement statement =
                transaction.prepareStatement("DELETE FROM plan_approval WHERE plan_id = ? AND owner = ?")) {
            statement.setObject(1, plan);
            statement.setString(2, owner);
            return statement.executeUpdate() == 1;
        }
    }

    private static List<Approval> read(PreparedStatement statement) throws SQLException {
        List<Approval> approvals = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                approvals.add(new Approval(
                        row.getObject("plan_id", UUID.class),
                        row.getString("owner"),
                        row.getString("caller"),
                        Approval.Verdict.valueOf(row.getString("decision")),
                        row.getString("digest"),
                        row.getString("comment"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()));
            }
        }
        return approvals;
    }
}
