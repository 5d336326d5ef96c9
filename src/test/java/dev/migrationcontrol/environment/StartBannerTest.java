package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartBannerTest {
    @Test
    void saysWhatRunsWhereAndWhatToTryFirst(@TempDir Path folder) {
        try (EmbeddedServer server = EmbeddedServer.start(Embedded.in(folder))) {
            String banner = StartBanner.everything(server, environments(server), "http://localhost:8080");
            assertThat(banner)
                    .contains(folder.resolve("postgres").toString())
                    .contains("psql -h 127.0.0.1 -p " + server.port() + " -U postgres development")
                    .contains("environments   development")
                    .contains("filesystem:migrations")
                    .contains("console        http://localhost:8080\n")
                    .contains("http://localhost:8080/q/swagger-ui")
                    .contains("curl -s http://localhost:8080/api/v1/status")
                    .contains(
                            "'Prefer: wait=30' http://localhost:8080/api/v1/environments/development/upgrades -d '{}'")
                    .contains("/environments/development/rollbacks -d '{\"steps\":2}'");
            assertThat(StartBanner.control(server)).contains("port " + server.port(), "CONTROL_DATABASE_URL");
        }
    }

    private static Environments environments(EmbeddedServer server) {
        Database database = new Database(
                List.of(new HostPort(EmbeddedServer.HOST, server.port())), "development", "postgres", null, Map.of());
        Policy policy = Policy.defaults(List.of(SampleMigrations.USUAL_LOCATION));
        return new Environments(List.of(new Environment("development", database, null, "embedded", policy)), database);
    }
}
