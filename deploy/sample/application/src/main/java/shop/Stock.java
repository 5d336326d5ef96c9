package shop;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** What is in the stock, by the reactive client. */
@ApplicationScoped
public class Stock {
    private final Pool pool;

    public Stock(Pool pool) {
        this.pool = pool;
    }

    public Uni<Integer> of(String product) {
        return pool.preparedQuery("SELECT stock FROM products WHERE name = $1")
                .execute(Tuple.of(product))
                .map(rows -> rows.iterator().hasNext() ? rows.iterator().next().getInteger(0) : 0);
    }

    public Uni<Integer> deliver(String product, int pieces) {
        return pool.preparedQuery("UPDATE products SET stock = stock + $2 WHERE name = $1")
                .execute(Tuple.of(product, pieces))
                .map(rows -> rows.rowCount());
    }
}
