package dev.whiteboard.commerce.cart;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of carts. */
@Repository
class CartStore {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    CartStore(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    Optional<Long> find(CartOwner owner) {
        return switch (owner) {
            case CartOwner.User(String userId) -> jdbc.sql("select id from cart where user_id = :owner")
                    .param("owner", userId).query(Long.class).optional();
            case CartOwner.Visitor visitor -> jdbc.sql("select id from cart where cookie_hash = :owner")
                    .param("owner", visitor.hash()).query(Long.class).optional();
        };
    }

    /** The visitor's cart, to which nobody adds until the transaction ends. */
    Optional<Long> hold(CartOwner.Visitor visitor) {
        return jdbc.sql("select id from cart where cookie_hash = :owner for update").param("owner", visitor.hash())
                .query(Long.class).optional();
    }

    /** The owner's cart; it is made if there is none, and kept from being swept for a while. */
    long open(long newId, CartOwner owner) {
        return switch (owner) {
            case CartOwner.User(String userId) -> jdbc.sql("""
                    insert into cart (id, user_id) values (:id, :owner)
                    on conflict (user_id) do update set touched_at = wb_now() returning id""")
                    .param("id", newId).param("owner", userId).query(Long.class).single();
            case CartOwner.Visitor visitor -> jdbc.sql("""
                    insert into cart (id, cookie_hash) values (:id, :owner)
                    on conflict (cookie_hash) do update set touched_at = wb_now() returning id""")
                    .param("id", newId).param("owner", visitor.hash()).query(Long.class).single();
        };
    }

    List<CartLine> lines(long cart) {
        return jdbc
                .sql("select product_id, quantity from cart_line where cart_id = :cart order by added_at, product_id")
                .param("cart", cart).query(CartLine.class).list();
    }

    /** One more wish for the product; the sum stays within what a line may hold, or nothing is changed. */
    Optional<CartLine> add(long cart, long product, long quantity) {
        return jdbc.sql("""
                insert into cart_line (cart_id, product_id, quantity)
                select :cart, :product, :quantity where (select count(*) from cart_line where cart_id = :cart) < :most
                    or exists (select from cart_line where cart_id = :cart and product_id = :product)
                on conflict (cart_id, product_id) do update set quantity = cart_line.quantity + excluded.quantity
                where cart_line.quantity + excluded.quantity <= :largest
                returning product_id, quantity""")
                .param("cart", cart).param("product", product).param("quantity", quantity)
                .param("most", Carts.MOST_LINES)
                .param("largest", CartLine.MOST).query(CartLine.class).optional();
    }

    boolean set(long cart, long product, long quantity) {
        return jdbc
                .sql("update cart_line set quantity = :quantity where cart_id = :cart and product_id = :product")
                .param("quantity", quantity).param("cart", cart).param("product", product).update() == 1;
    }

    boolean remove(long cart, long product) {
        return jdbc.sql("delete from cart_line where cart_id = :cart and product_id = :product").param("cart", cart)
                .param("product", product).update() == 1;
    }

    /** Empties a user's cart. Of two who do so at once, one gets the lines and the other nothing. */
    List<CartLine> take(String userId) {
        return jdbc.sql("""
                delete from cart_line where cart_id = (select id from cart where user_id = :user)
                returning product_id, quantity""").param("user", userId).query(CartLine.class).list();
    }

    List<CartLine> take(long cart) {
        return jdbc.sql("delete from cart_line where cart_id = :cart returning product_id, quantity")
                .param("cart", cart).query(CartLine.class).list();
    }

    /** Puts lines into a cart by {@link CartLine#merge}, in the order of products so that two merges do not block each other. */
    void merge(long cart, List<CartLine> lines) {
        batches.batchUpdate("""
                insert into cart_line (cart_id, product_id, quantity) values (:cart, :product, :quantity)
                on conflict (cart_id, product_id)
                do update set quantity = greatest(cart_line.quantity, excluded.quantity)""",
                lines.stream().sorted(Comparator.comparingLong(CartLine::productId))
                        .map(line -> new MapSqlParameterSource("cart", cart).addValue("product", line.productId())
                                .addValue("quantity", line.quantity()))
                        .toArray(SqlParameterSource[]::new));
    }

    void close(long cart) {
        jdbc.sql("delete from cart where id = :cart").param("cart", cart).update();
    }

    /** Forgets carts of visitors who did not come back. */
    int sweep(Duration leftAlone, int limit) {
        return jdbc.sql("""
                delete from cart where id in (select id from cart
                    where cookie_hash is not null and touched_at < wb_now() - :age * interval '1 second'
                    order by touched_at limit :limit for update skip locked)""")
                .param("age", leftAlone.toSeconds()).param("limit", limit).update();
    }
}
