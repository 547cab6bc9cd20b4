package dev.whiteboard.commerce.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts, in the last thousand orders of a product, how many buyers took which others along. Fewer than two buyers are a
 * coincidence, and would tell what one of them bought.
 */
@Repository
class BoughtTogether {
    private static final String COUNT = """
            select other.product_id, count(distinct mine.buyer_id) as buyers
            from (select orders.id, orders.buyer_id
                  from order_line join orders on orders.id = order_line.order_id
                  where order_line.product_id = :product and orders.status in ('paid', 'shipped', 'delivered')
                  order by order_line.order_id desc limit 1000) mine
            join order_line other on other.order_id = mine.id and other.product_id <> :product
            join product on product.id = other.product_id and product.state = 'active'
            group by other.product_id
            having count(distinct mine.buyer_id) >= 2
            order by buyers desc, other.product_id desc
            limit :most""";

    private final JdbcClient jdbc;
    private final Cache<Long, List<Companion>> counted = Caffeine.newBuilder().maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(30)).build();

    BoughtTogether(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A product, and how many bought it along. */
    record Companion(long productId, int buyers) {}

    List<Companion> with(long productId, int most) {
        return counted.get(productId, id -> count(id, most));
    }

    private List<Companion> count(long productId, int most) {
        return jdbc.sql(COUNT).param("product", productId).param("most", most)
                .query((row, _) -> new Companion(row.getLong("product_id"), row.getInt("buyers"))).list();
    }
}
