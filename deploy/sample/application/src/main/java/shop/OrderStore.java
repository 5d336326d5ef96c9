package shop;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Orders, by JDBC. */
@ApplicationScoped
public class OrderStore {
    private final DataSource dataSource;

    public OrderStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Takes the pieces out of the stock and notes the order: both, or neither. */
    public void add(Order order) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                update(connection, "UPDATE products SET stock = stock - ? WHERE name = ?", order.quantity(), order.product());
                update(
                        connection,
                        "INSERT INTO orders (customer, product, quantity) VALUES (?, ?, ?)",
                        order.customer(),
                        order.product(),
                        order.quantity());
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    public List<Order> of(String customer) throws SQLException {
        List<Order> orders = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT customer, product, quantity FROM orders WHERE customer = ? ORDER BY id")) {
            query.setString(1, customer);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    orders.add(new Order(row.getString(1), row.getString(2), row.getInt(3)));
                }
            }
        }
        return orders;
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
