package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.migrationcontrol.fixtures.MigratedDatabase;
import dev.migrationcontrol.fixtures.TestDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.SQLException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Each test has a database of its own, so a reactive pool may do what it wants. */
@MigratedDatabase
class StockTest {
    @RepeatedTest(3)
    void addsWhatIsDelivered(Pool pool) {
        Stock stock = new Stock(pool);

        assertEquals(1, stock.deliver("table", 5).await().indefinitely());

        assertEquals(7, stock.of("table").await().indefinitely());
    }

    @Test
    void knowsNoOtherProduct(Pool pool, TestDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM products");
        }

        assertEquals(0, new Stock(pool).of("table").await().indefinitely());
    }
}
