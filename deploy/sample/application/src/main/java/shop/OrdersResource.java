package shop;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.util.List;

@Path("/")
public class OrdersResource {
    private final OrderStore orders;
    private final Stock stock;

    OrdersResource(OrderStore orders, Stock stock) {
        this.orders = orders;
        this.stock = stock;
    }

    @POST
    @Path("orders")
    public void order(Order order) throws SQLException {
        orders.add(order);
    }

    @GET
    @Path("orders/{customer}")
    public List<Order> of(String customer) throws SQLException {
        return orders.of(customer);
    }

    @GET
    @Path("stock/{product}")
    public Uni<Integer> stock(String product) {
        return stock.of(product);
    }
}
