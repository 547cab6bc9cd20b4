package dev.whiteboard.commerce.catalog;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Products with what shoppers think of them, as they are in the table now. */
@Repository
public class Listings {
    private final JdbcClient jdbc;

    Listings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Listing> read(long id) {
        return jdbc.sql("select * from product where id = :id").param("id", id).query(Listings::listing).optional();
    }

    /** Those of them that exist, in no order. */
    public List<Listing> read(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select * from product where id = any(:ids)").param("ids", ids.toArray(Long[]::new))
                        .query(Listings::listing).list();
    }

    /** All there are, on sale or not, in the order of their ids: so many of those after the given one. */
    public List<Listing> after(long id, int most) {
        return jdbc.sql("select * from product where id > :id order by id limit :most").param("id", id)
                .param("most", most).query(Listings::listing).list();
    }

    List<Listing> ofSeller(String seller, long before, int most) {
        return jdbc.sql("""
                select * from product where seller_id = :seller and id < :before order by id desc limit :most""")
                .param("seller", seller).param("before", before).param("most", most).query(Listings::listing).list();
    }

    /** What is on sale, one page of it. */
    List<Listing> onSale(ProductList list, @Nullable Position after, int most) {
        ProductOrder order = list.order();
        var sql = new StringBuilder("select * from product where state = 'active'");
        if (list.category() != null) {
            sql.append(" and category = :category");
        }
        if (order.ofOneCurrency()) {
            sql.append(" and currency = :currency");
        }
        if (after != null) {
            sql.append(" and (%s, id) %s (:value, :id)".formatted(order.column(), order.comparison()));
        }
        sql.append(" order by %1$s %2$s, id %2$s limit :most".formatted(order.column(), order.direction()));
        JdbcClient.StatementSpec query = jdbc.sql(sql.toString()).param("most", most);
        query = list.category() == null ? query : query.param("category", list.category());
        query = order.ofOneCurrency() ? query.param("currency", list.currency().getCurrencyCode()) : query;
        query = after == null ? query : query.param("value", after.value()).param("id", after.id());
        return query.query(Listings::listing).list();
    }

    /** Where a page ended. */
    record Position(BigDecimal value, long id) {
        static Position of(ProductOrder order, Listing last) {
            Product product = last.product();
            return new Position(switch (order) {
                case NEWEST -> BigDecimal.valueOf(product.id());
                case PRICE_ASC, PRICE_DESC -> BigDecimal.valueOf(product.price().minor());
                case RATING -> last.rating().average();
            }, product.id());
        }
    }

    private static Listing listing(ResultSet row, int number) throws SQLException {
        return new Listing(Products.product(row, number),
                new Rating(row.getBigDecimal("rating"), row.getInt("reviews")),
                row.getLong("revision"));
    }
}
