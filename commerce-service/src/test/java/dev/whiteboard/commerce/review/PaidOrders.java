package dev.whiteboard.commerce.review;

import dev.whiteboard.commerce.catalog.Product;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders as they are after the money came, or didn't; written past the checkout. */
public final class PaidOrders {
    private static final AtomicLong NUMBER = new AtomicLong(1_000);

    private final JdbcClient jdbc;

    public PaidOrders(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    public void place(String buyer, boolean paid, String... products) {
        long order = NUMBER.incrementAndGet();
        jdbc.sql(
                """
                        insert into orders (id, buyer_id, status, payment, total_minor, currency, method, ship_to, reserved_until)
                        values (:id, :buyer, :status, :payment, 100, 'USD', 'pm_1', '{}', now())""")
                .param("id", order).param("buyer", buyer).param("status", paid ? "paid" : "failed")
                .param("payment", paid ? "captured" : "declined").update();
        for (String product : products) {
            jdbc.sql("""
                    insert into order_line (order_id, product_id, seller_id, title, units, price_minor)
                    values (:order, :product, 'usr_1', 'x', 1, 100)""")
                    .param("order", order).param("product", Product.parse(product).getAsLong()).update();
        }
    }
}
