package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.migrationcontrol.fixtures.Isolation;
import dev.migrationcontrol.fixtures.MigratedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All tests share one database; what each of them does is rolled back, although the store commits. */
@MigratedDatabase(isolation = Isolation.ROLLBACK)
class OrderStoreTest {
    private OrderStore orders;

    @BeforeEach
    void open(DataSource dataSource) {
        orders = new OrderStore(dataSource);
    }

    @Test
    void takesWhatIsOrderedOutOfTheStock(Connection connection) throws SQLException {
        orders.add(new Order("ann", "chair", 4));

        assertEquals(List.of(new Order("ann", "chair", 4)), orders.of("ann"));
        assertEquals(6, stockOf(connection));
    }

    @Test
    void ordersNothingThatIsNotThere(Connection connection) throws SQLException {
        assertThrows(SQLException.class, () -> orders.add(new Order("ann", "chair", 11)));

        assertEquals(List.of(), orders.of("ann"));
        assertEquals(10, stockOf(connection));
    }

    private static int stockOf(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT stock FROM products WHERE name = 'chair'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
