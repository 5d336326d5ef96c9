package dev.migrationcontrol.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ControlPoolTest {
    @Test
    void poolsTheControlDatabase() throws SQLException {
        String name = TestServer.createDatabase();
        try (AgroalDataSource pool =
                        ControlPool.pool(TestServer.database(name), ControlSession.REQUEST, 3, Duration.ofSeconds(2));
                Connection first = pool.getConnection();
                Connection second = pool.getConnection();
                Statement statement = first.createStatement();
                ResultSet rows = statement.executeQuery("SHOW application_name")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("migration-control");
            assertThat(second.isValid(1)).isTrue();
        }
    }
}
