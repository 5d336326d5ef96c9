package dev.migrationcontrol.approval.pending;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.ReviewPolicy;
import dev.migrationcontrol.plan.PlanType;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plans that wait for persons, as far as the caller may view them. */
@Singleton
final class PendingPlans {
    static final int MOST = 200;

    /** A decision counts as the rule of approvals counts it; whoever made the plan has none, which the table holds. */
    private static final String SQL = """
            SELECT p.id, p.environment, p.owner, p.created_at, p.content ->> 'type' AS type,
                   p.content ->> 'createdBy' AS created_by,
                   (p.content ->> 'expiresAt')::timestamptz AS expires_at,
                   jsonb_array_length(p.content -> 'steps') AS scripts,
                   count(a.owner) FILTER (WHERE a.decision = 'APPROVED' AND a.expires_at > ?
                       AND a.digest = p.content ->> 'digest') AS approved,
                   coalesce(bool_or(a.decision = 'REJECTED'), false) AS rejected,
                   max(a.decision) FILTER (WHERE a.owner = ?) AS decision
              FROM plan p LEFT JOIN plan_approval a ON a.plan_id = p.id
             WHERE p.environment = ANY (?) AND p.used_by IS NULL AND p.created_at > ?
               AND p.content ->> 'state' = 'READY' AND (p.content ->> 'expiresAt')::timestamptz > ?
             GROUP BY p.id ORDER BY p.number DESC LIMIT %d""".formatted(MOST);

    private final AgroalDataSource control;
    private final Access access;
    private final Clock clock;

    PendingPlans(AgroalDataSource control, Access access, Clock clock) {
        this.control = control;
        this.access = access;
        this.clock = clock;
    }

    /** The newest first, {@value #MOST} at most. Blocks. */
    List<PendingPlan> list() {
        Map<String, Environment> reviewed = access.environments().stream()
                .filter(each -> review(each).approvals() > 0)
                .collect(Collectors.toMap(Environment::name, Function.identity()));
        return reviewed.isEmpty()
                ? List.of()
                : ControlDatabase.call(control, connection -> list(connection, reviewed, access.caller()));
    }

    private static ReviewPolicy review(Environment environment) {
        return environment.policy().review();
    }

    private List<PendingPlan> list(Connection connection, Map<String, Environment> reviewed, Caller caller)
            throws SQLException {
        Instant now = clock.instant();
        Duration oldest = reviewed.values().stream()
                .map(each -> review(each).planExpiry())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setString(2, caller.owner());
            statement.setArray(
                    3, connection.createArrayOf("text", reviewed.keySet().toArray()));
            statement.setObject(4, now.minus(oldest).atOffset(ZoneOffset.UTC));
            statement.setObject(5, now.atOffset(ZoneOffset.UTC));
            List<PendingPlan> pending = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Environment environment = reviewed.get(row.getString("environment"));
                    if (environment != null) {
                        pending.add(read(row, environment, caller));
                    }
                }
            }
            return pending;
        }
    }

    private PendingPlan read(ResultSet row, Environment environment, Caller caller) throws SQLException {
        String decision = row.getString("decision");
        int approved = row.getInt("approved");
        int needed = review(environment).approvals();
        boolean rejected = row.getBoolean("rejected");
        boolean mayDecide = caller.isPersonal()
                && !row.getString("owner").equals(caller.owner())
                && access.allows(Verb.APPROVE, environment.name());
        return new PendingPlan(
                row.getObject("id", UUID.class),
                environment.name(),
                PlanType.valueOf(row.getString("type")),
                row.getInt("scripts"),
                row.getString("created_by"),
                time(row, "created_at"),
                time(row, "expires_at"),
                approved,
                needed,
                rejected,
                decision,
                mayDecide && decision == null && !rejected && approved < needed);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
