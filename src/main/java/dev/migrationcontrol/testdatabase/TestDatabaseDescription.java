package dev.migrationcontrol.testdatabase;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A leased database as the API shows it. */
@Schema(name = "TestDatabase", description = "A migrated database that is leased until a moment.")
record TestDatabaseDescription(
        @Schema(description = "Its id, by which it is returned.", examples = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
        UUID id,

        @Schema(description = "The environment whose migrations it has.", examples = "test")
        String environment,

        @Schema(
                description = "Where it is, with the user of the environment and without a password.",
                examples = "postgresql://app@db.internal:5432/mc_lease_0b9f8c7e5d1c4b8e9d613c1f0f6a2b11")
        String url,

        @Schema(description = "Who leased it.", examples = "token|ci")
        String leasedBy,

        @Schema(description = "When it was leased.", examples = "2026-01-31T10:00:00Z")
        Instant leasedAt,

        @Schema(description = "When it is dropped.", examples = "2026-01-31T10:30:00Z")
        Instant expiresAt) {
    static TestDatabaseDescription of(TestDatabase leased, Database where) {
        return new TestDatabaseDescription(
                leased.id(),
                leased.environment(),
                url(where),
                leased.leasedBy(),
                leased.leasedAt(),
                leased.expiresAt());
    }

    private static String url(Database where) {
        String hosts = where.hosts().stream().map(HostPort::toString).collect(Collectors.joining(","));
        String user = where.user() == null ? "" : encoded(where.user()) + "@";
        String mode = where.parameters().get("sslmode");
        return "postgresql://" + user + hosts + "/" + where.name() + (mode == null ? "" : "?sslmode=" + mode);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
