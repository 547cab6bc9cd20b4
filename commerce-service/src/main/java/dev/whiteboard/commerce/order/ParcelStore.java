package dev.whiteboard.commerce.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of parcels. */
@Repository
class ParcelStore {
    private final JdbcClient jdbc;

    ParcelStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether that seller has a part in the order. */
    boolean sells(long order, String seller) {
        return jdbc.sql("select exists (select from order_line where order_id = :order and seller_id = :seller)")
                .param("order", order).param("seller", seller).query(Boolean.class).single();
    }

    /** Keeps the order as it is until the transaction ends; empty if it is in another state. */
    Optional<Long> hold(long order, OrderStatus status, OrderStatus orElse) {
        return jdbc.sql("""
                select id from orders where id = :order and payment = 'captured' and status in (:status, :other)
                for update""")
                .param("order", order).param("status", status.wire()).param("other", orElse.wire())
                .query(Long.class).optional();
    }

    void ship(long order, String seller, @Nullable String carrier, @Nullable String tracking) {
        jdbc.sql(
                """
                        insert into parcel (order_id, seller_id, carrier, tracking) values (:order, :seller, :carrier, :tracking)
                        on conflict do nothing""")
                .param("order", order).param("seller", seller).param("carrier", carrier, Types.VARCHAR)
                .param("tracking", tracking, Types.VARCHAR).update();
    }

    boolean deliver(long order, String seller) {
        return jdbc.sql("""
                update parcel set delivered_at = coalesce(delivered_at, wb_now())
                where order_id = :order and seller_id = :seller""")
                .param("order", order).param("seller", seller).update() == 1;
    }

    /** Whether every seller of the order has sent their part, and, if asked, whether it arrived. */
    boolean complete(long order, boolean delivered) {
        return jdbc.sql("""
                select not exists (select from order_line l where order_id = :order and not exists (
                    select from parcel p where p.order_id = :order and p.seller_id = l.seller_id
                        and (not :delivered or p.delivered_at is not null)))""")
                .param("order", order).param("delivered", delivered).query(Boolean.class).single();
    }

    List<Parcel> of(long order) {
        return jdbc.sql("select * from parcel where order_id = :order order by shipped_at, seller_id")
                .param("order", order).query(ParcelStore::parcel).list();
    }

    private static Parcel parcel(ResultSet row, int number) throws SQLException {
        OffsetDateTime delivered = row.getObject("delivered_at", OffsetDateTime.class);
        return new Parcel(row.getString("seller_id"), row.getString("carrier"), row.getString("tracking"),
                row.getObject("shipped_at", OffsetDateTime.class).toInstant(),
                delivered == null ? null : delivered.toInstant());
    }
}
