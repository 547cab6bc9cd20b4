package dev.whiteboard.commerce.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reviews, the ratings that they add up to, and the orders that allow them. */
@Repository
class ReviewTable {
    private final JdbcClient jdbc;

    ReviewTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the user paid for the product, in an order that was not given back. */
    boolean bought(long productId, String userId) {
        return jdbc.sql("""
                select exists (select 1 from order_line join orders on orders.id = order_line.order_id
                    where order_line.product_id = :product and orders.buyer_id = :user
                    and orders.status in ('paid', 'shipped', 'delivered'))""")
                .param("product", productId).param("user", userId).query(Boolean.class).single();
    }

    /** @return nothing if the author has reviewed the product already */
    Optional<Review> insert(Review review) {
        return jdbc.sql("""
                insert into review (id, product_id, author_id, stars, title, body)
                values (:id, :product, :author, :stars, :title, :body)
                on conflict (product_id, author_id) do nothing
                returning *""")
                .param("id", review.id()).param("product", review.productId()).param("author", review.authorId())
                .param("stars", review.stars()).param("title", review.title()).param("body", review.text())
                .query(ReviewTable::review).optional();
    }

    /** Counts a review with its product; whoever else reviews it meanwhile waits for this transaction. */
    void count(Review review) {
        jdbc.sql("""
                update product set reviews = reviews + 1, stars = stars + :stars, rating_version = rating_version + 1
                where id = :product""")
                .param("product", review.productId()).param("stars", review.stars()).update();
    }

    List<Review> of(long productId, long before, int most) {
        return jdbc.sql("""
                select * from review where product_id = :product and id < :before order by id desc limit :most""")
                .param("product", productId).param("before", before).param("most", most).query(ReviewTable::review)
                .list();
    }

    private static Review review(ResultSet row, int number) throws SQLException {
        return new Review(row.getLong("id"), row.getLong("product_id"), row.getString("author_id"), row.getInt("stars"),
                row.getString("title"), row.getString("body"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
