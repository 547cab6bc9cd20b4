package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.money.Money;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of products. */
@Repository
public class Products {
    private final JdbcClient jdbc;

    Products(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Product insert(long id, String sellerId, Draft draft) {
        return jdbc.sql("""
                insert into product (id, seller_id, title, description, category, price_minor, currency, images)
                values (:id, :seller, :title, :description, :category, :price, :currency, :images)
                returning *""")
                .param("id", id).param("seller", sellerId).param("title", draft.title())
                .param("description", draft.description()).param("category", draft.category())
                .param("price", draft.price().minor()).param("currency", draft.price().currency().getCurrencyCode())
                .param("images", draft.images().toArray(String[]::new)).query(Products::product).single();
    }

    public Optional<Product> find(long id) {
        return jdbc.sql("select * from product where id = :id").param("id", id).query(Products::product).optional();
    }

    /** Those of them that exist, in no order. */
    public List<Product> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select * from product where id = any(:ids)").param("ids", ids.toArray(Long[]::new))
                        .query(Products::product).list();
    }

    /** @return the product as it is now, or nothing if it is no longer at the version that was looked at */
    public Optional<Product> update(Product seen, Draft draft, ProductState state) {
        return jdbc.sql("""
                update product set title = :title, description = :description, category = :category,
                    price_minor = :price, currency = :currency, images = :images, state = :state,
                    version = version + 1, updated_at = wb_now()
                where id = :id and version = :version
                returning *""")
                .param("id", seen.id()).param("version", seen.version()).param("title", draft.title())
                .param("description", draft.description()).param("category", draft.category())
                .param("price", draft.price().minor()).param("currency", draft.price().currency().getCurrencyCode())
                .param("images", draft.images().toArray(String[]::new)).param("state", state.wire())
                .query(Products::product).optional();
    }

    static Product product(ResultSet row, int number) throws SQLException {
        return new Product(row.getLong("id"), row.getString("seller_id"), row.getString("title"),
                row.getString("description"), row.getString("category"),
                new Money(row.getLong("price_minor"), Currency.getInstance(row.getString("currency"))),
                texts(row.getArray("images")), ProductState.of(row.getString("state")), row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
