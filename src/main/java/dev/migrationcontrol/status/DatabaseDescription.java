package dev.migrationcontrol.status;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a database is. Parameters are left out: options may hold anything. */
@Schema(name = "Database", description = "Where a database is and who logs on to it; never the password.")
record DatabaseDescription(
        @Schema(description = "The host.", examples = "db.internal")
        String host,

        @Schema(description = "The port.", examples = "5432")
        int port,

        @Schema(
                description = "Further servers, tried in this order; empty where there is one alone.",
                examples = "[\"db2.internal:5432\"]")
        List<String> otherHosts,

        @Schema(description = "The database's name.", examples = "billing")
        String name,

        @Schema(description = "The user; null for the operating system's.", examples = "billing_migrator") @Nullable
        String user) {

    static DatabaseDescription of(Database database) {
        List<HostPort> hosts = database.hosts();
        return new DatabaseDescription(
                hosts.get(0).host(),
                hosts.get(0).port(),
                hosts.stream().skip(1).map(HostPort::toString).toList(),
                database.name(),
                database.user());
    }
}
