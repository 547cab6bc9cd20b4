package dev.whiteboard.commerce.order;

import dev.whiteboard.commerce.address.Place;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of orders, their lines and their history. */
@Repository
class OrderStore {
    private static final String COLUMNS = "o.*, reserved_until <= wb_now() as expired";

    private final JdbcClient jdbc;

    OrderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the order, its lines and the first entry of its history, in one statement. */
    Order insert(Placement placed, Duration reservation, Duration pause, String note) {
        List<OrderLine> lines = placed.lines();
        return jdbc.sql("""
                with o as (
                    insert into orders (id, buyer_id, status, payment, total_minor, currency, method, ship_to,
                                        reserved_until, due_at)
                    values (:id, :buyer, 'pending', 'asked', :total, :currency, :method, :place::jsonb,
                            wb_now() + :reservation * interval '1 millisecond',
                            wb_now() + least(:reservation, :pause) * interval '1 millisecond')
                    returning *),
                lines as (
                    insert into order_line (order_id, product_id, seller_id, title, units, price_minor)
                    select :id, * from unnest(:products::bigint[], :sellers::text[], :titles::text[], :units::bigint[],
                                              :prices::bigint[])),
                told as (
                    insert into order_event (order_id, status, payment, note) values (:id, 'pending', 'asked', :note))
                select\s""" + COLUMNS + " from o")
                .param("id", placed.id()).param("buyer", placed.buyerId()).param("total", placed.total().minor())
                .param("currency", placed.total().currency().getCurrencyCode()).param("method", placed.method())
                .param("place", Json.tolerant().writeValueAsString(placed.shipTo()))
                .param("reservation", reservation.toMillis()).param("pause", pause.toMillis()).param("note", note)
                .param("products", lines.stream().map(OrderLine::productId).toArray(Long[]::new))
                .param("sellers", lines.stream().map(OrderLine::sellerId).toArray(String[]::new))
                .param("titles", lines.stream().map(OrderLine::title).toArray(String[]::new))
                .param("units", lines.stream().map(OrderLine::units).toArray(Long[]::new))
                .param("prices", lines.stream().map(OrderLine::priceMinor).toArray(Long[]::new))
                .query(OrderStore::order).single();
    }

    void tell(long order, OrderStatus status, PaymentState payment, String note) {
        jdbc.sql("insert into order_event (order_id, status, payment, note) values (:order, :status, :payment, :note)")
                .param("order", order).param("status", status.wire()).param("payment", payment.wire())
                .param("note", note).update();
    }

    Optional<Order> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from orders o where id = :id").param("id", id)
                .query(OrderStore::order).optional();
    }

    /** The order, if somebody still has to look at it. */
    Optional<Order> findDue(long id) {
        return jdbc.sql("select " + COLUMNS + " from orders o where id = :id and due_at <= wb_now()").param("id", id)
                .query(OrderStore::order).optional();
    }

    List<Order> ofBuyer(String buyer, long before, int limit) {
        return jdbc.sql("select " + COLUMNS + " from orders o where buyer_id = :buyer and id < :before"
                + " order by id desc limit :limit")
                .param("buyer", buyer).param("before", before).param("limit", limit).query(OrderStore::order).list();
    }

    List<OrderLine> lines(long order) {
        return jdbc.sql("""
                select product_id, seller_id, title, units, price_minor from order_line where order_id = :order
                order by product_id""").param("order", order).query(OrderLine.class).list();
    }

    /**
     * The lines whose sellers have not sent their part. Ask once the order is changed, in the same transaction: whoever
     * sends holds the order meanwhile, so nothing is sent between this answer and the commit.
     */
    List<OrderLine> unsent(long order) {
        return jdbc.sql("""
                select product_id, seller_id, title, units, price_minor from order_line line where order_id = :order
                    and not exists (select from parcel where parcel.order_id = line.order_id
                        and parcel.seller_id = line.seller_id)
                order by product_id""").param("order", order).query(OrderLine.class).list();
    }

    List<HistoryEntry> history(long order) {
        return jdbc.sql("select status, payment, note, at from order_event where order_id = :order order by id")
                .param("order", order)
                .query((row, _) -> new HistoryEntry(row.getString("status"), row.getString("payment"),
                        row.getString("note"), row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Changes the order if it is still as it was seen.
     *
     * @param pause until the sweep looks at it, if billing owes an answer; a reservation may end before
     */
    boolean change(Order seen, Decision.Change next, int asked, Duration pause) {
        return jdbc.sql("""
                update orders set status = :status, payment = :payment, refund_no = :refund, asked = :asked,
                    due_at = case when :open then case when :pending
                            then least(reserved_until, wb_now() + :pause * interval '1 millisecond')
                            else wb_now() + :pause * interval '1 millisecond' end end,
                    version = version + 1,
                    updated_at = case when status = :status and payment = :payment then updated_at else wb_now() end
                where id = :id and version = :version""")
                .param("status", next.status().wire()).param("payment", next.payment().wire())
                .param("refund", next.refundNo()).param("asked", asked).param("open", next.payment().isOpen())
                .param("pending", next.status() == OrderStatus.PENDING).param("pause", pause.toMillis())
                .param("id", seen.id()).param("version", seen.version()).update() == 1;
    }

    List<Long> due(int limit) {
        return jdbc.sql("select id from orders where due_at <= wb_now() order by due_at limit :limit")
                .param("limit", limit).query(Long.class).list();
    }

    /** How many orders billing owes an answer for longer than this. */
    long stuck(Duration age) {
        return jdbc.sql("""
                select count(*) from orders
                where due_at is not null and updated_at < wb_now() - :age * interval '1 millisecond'""")
                .param("age", age.toMillis()).query(Long.class).single();
    }

    /** For how many seconds the oldest of the orders that wait for something has not moved; 0 if none waits. */
    double oldestWait() {
        return jdbc.sql("""
                select coalesce(extract(epoch from wb_now() - min(updated_at)), 0) from orders
                where due_at is not null""").query(Double.class).single();
    }

    long count(String condition) {
        return jdbc.sql("select count(*) from orders where " + condition).query(Long.class).single();
    }

    private static Order order(ResultSet row, int number) throws SQLException {
        return new Order(row.getLong("id"), row.getString("buyer_id"), OrderStatus.of(row.getString("status")),
                PaymentState.of(row.getString("payment")),
                new Money(row.getLong("total_minor"), Currency.getInstance(row.getString("currency"))),
                row.getString("method"), Json.tolerant().readValue(row.getString("ship_to"), Place.class),
                row.getObject("reserved_until", OffsetDateTime.class).toInstant(), row.getInt("refund_no"),
                row.getInt("asked"), row.getLong("version"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(), row.getBoolean("expired"));
    }
}
