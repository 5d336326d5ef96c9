package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.script.ScriptCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Audits of databases of the test server. */
public final class Auditing {
    private Auditing() {}

    static DatabaseAudit audit(String database) {
        return audit(TestServer.database(database), Path.of("nowhere"));
    }

    static DatabaseAudit audit(Database database, Path scripts) {
        return audit(database, scripts, Duration.ofSeconds(30));
    }

    static DatabaseAudit audit(Database database, Path scripts, Duration timeout) {
        Environment environment = new Environment(
                "test", database, null, "TEST_DATABASE_URL", Policy.defaults(List.of("filesystem:" + scripts)));
        return audits(timeout).of(environment);
    }

    /** Audits without the running service. */
    public static DatabaseAudits audits(Duration timeout) {
        DatabaseAuditConfig config = new DatabaseAuditConfig() {
            @Override
            public Duration timeout() {
                return timeout;
            }

            @Override
            public int mostRecords() {
                return 1000;
            }
        };
        return new DatabaseAudits(new DatabaseConnections(), new ScriptCatalog(), config, Clock.systemUTC());
    }
}
