package dev.migrationcontrol.adoption;

import dev.migrationcontrol.audit.database.DatabaseAudit;
import dev.migrationcontrol.audit.database.DatabaseAudits;
import dev.migrationcontrol.audit.database.DatabaseRecord;
import dev.migrationcontrol.audit.database.DatabaseSystem;
import dev.migrationcontrol.conversion.BaselineSource;
import dev.migrationcontrol.conversion.BaselineUnavailable;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.schema.SchemaDdl;
import dev.migrationcontrol.system.RecordState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An environment's schemas as the database has them now, without version tables. */
@ApplicationScoped
class LiveSchema implements BaselineSource {
    private final DatabaseAudits audits;
    private final SchemaDdl schemas;

    LiveSchema(DatabaseAudits audits, SchemaDdl schemas) {
        this.audits = audits;
        this.schemas = schemas;
    }

    @Override
    public Live read(Environment environment, String system) {
        DatabaseAudit audit = audits.of(environment);
        Policy policy = environment.policy();
        List<String> tables = new ArrayList<>(List.of(policy.defaultSchema() + "." + policy.historyTable()));
        for (DatabaseSystem each : audit.systems()) {
            tables.add(each.table());
            tables.addAll(each.companions());
        }
        try {
            String ddl = schemas.write(environment.database(), policy.schemas(), tables);
            return new Live(ddl, recorded(audit, system));
        } catch (SQLException e) {
            throw new BaselineUnavailable(environment.name(), String.valueOf(e.getMessage()));
        }
    }

    private static List<String> recorded(DatabaseAudit audit, String system) {
        return audit.systems().stream()
                .filter(each -> each.system().equals(system))
                .flatMap(each -> each.migrations().stream())
                .filter(each -> each.state() == RecordState.APPLIED || each.state() == RecordState.MARKED)
                .map(DatabaseRecord::version)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }
}
