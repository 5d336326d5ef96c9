package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.probe.Observation.Reachable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    @Test
    void aStandbyIsReadableAndReadOnly() throws IOException, SQLException {
        Path data = Files.createTempDirectory("standby");
        try (EmbeddedPostgres primary = server(data);
                Connection connection = primary.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("""
                    CREATE TABLE flyway_schema_history AS SELECT 1 AS installed_rank, '1' AS version, 'd' AS description,
                      'SQL' AS type, 's' AS script, 1 AS checksum, 'u' AS installed_by, now()::timestamp AS installed_on,
                      1 AS execution_time, true AS success""");
        }
        Files.createFile(data.resolve("standby.signal"));
        try (EmbeddedPostgres standby = server(data);
                Probing probing = new Probing()) {
            Reachable found = probing.reach(Probing.environment(Probing.at("postgres", Map.of(), standby.getPort())));

            assertThat(found.server().readOnly()).isTrue();
            assertThat(found.history().rows()).hasSize(1);
        }
    }

    private static EmbeddedPostgres server(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }
}
