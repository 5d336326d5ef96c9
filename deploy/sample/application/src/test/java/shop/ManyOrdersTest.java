package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.migrationcontrol.fixtures.IntegrationTest;
import dev.migrationcontrol.fixtures.MigratedDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Takes long, so it runs only with RUN_INTEGRATION_TESTS=true. */
@IntegrationTest
@MigratedDatabase
class ManyOrdersTest {
    @Test
    void aThousandOrdersAreKept(DataSource dataSource) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE products SET stock = 1000");
        }
        OrderStore orders = new OrderStore(dataSource);

        for (int i = 0; i < 1000; i++) {
            orders.add(new Order("ann", "chair", 1));
        }

        assertEquals(1000, orders.of("ann").size());
    }
}
