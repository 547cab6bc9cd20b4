package dev.whiteboard.commerce.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of stock and of its movements. */
@Repository
class StockStore {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    StockStore(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void open(Map<Long, Long> units) {
        List<Map.Entry<Long, Long>> sorted = units.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        jdbc.sql(
                """
                        with opened as (
                            insert into stock (product_id, received, available)
                            select product, units, units from unnest(:products::bigint[], :units::bigint[]) as o (product, units)
                            returning product_id, received)
                        insert into stock_movement (product_id, kind, units)
                        select product_id, 'receive', received from opened where received > 0""")
                .param("products", sorted.stream().map(Map.Entry::getKey).toArray(Long[]::new))
                .param("units", sorted.stream().map(Map.Entry::getValue).toArray(Long[]::new)).update();
    }

    /** @return whether there were so many to move */
    boolean change(long productId, Movement movement, long units) {
        return jdbc.sql(movement.statement()).param("product", productId).param("units", units)
                .param("order", null, Types.BIGINT).update() == 1;
    }

    /**
     * Changes the rows one after the other, in the order given, in one round trip for each kind of movement in turn.
     *
     * @return the first that there were not so many of
     */
    Optional<Move> change(List<Move> moves) {
        int from = 0;
        while (from < moves.size()) {
            Movement movement = moves.get(from).movement();
            int to = from;
            while (to < moves.size() && moves.get(to).movement() == movement) {
                to++;
            }
            List<Move> run = moves.subList(from, to);
            int[] changed = batches.batchUpdate(movement.statement(),
                    run.stream().map(StockStore::parameters).toArray(SqlParameterSource[]::new));
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] != 1) {
                    return Optional.of(run.get(i));
                }
            }
            from = to;
        }
        return Optional.empty();
    }

    Optional<Stock> find(long productId) {
        return jdbc.sql("select * from stock where product_id = :product").param("product", productId)
                .query(StockStore::stock).optional();
    }

    List<Stock> find(Collection<Long> productIds) {
        return jdbc.sql("select * from stock where product_id = any(:products)")
                .param("products", productIds.toArray(Long[]::new)).query(StockStore::stock).list();
    }

    Optional<Stock> audit(long productId) {
        return jdbc.sql("""
                select product_id, available, reserved, sold, written_off,
                    (select coalesce(sum(units), 0) from stock_movement m
                     where m.product_id = s.product_id and kind = 'receive') as received
                from stock s where product_id = :product""")
                .param("product", productId).query(StockStore::stock).optional();
    }

    /** The products whose stock is not what the journal adds up to; reads everything. */
    List<Long> differing() {
        return jdbc.sql("""
                select s.product_id from stock s
                left join (select product_id, sum(units) filter (where kind = 'receive') received,
                        sum(units) filter (where kind = 'write_off') written_off,
                        sum(units) filter (where kind = 'reserve') reserved,
                        sum(units) filter (where kind = 'claim') claimed,
                        sum(units) filter (where kind = 'release') released,
                        sum(units) filter (where kind = 'return') returned
                    from stock_movement group by product_id) m using (product_id)
                where s.received <> coalesce(m.received, 0) or s.written_off <> coalesce(m.written_off, 0)
                   or s.reserved <> coalesce(m.reserved, 0) - coalesce(m.claimed, 0) - coalesce(m.released, 0)
                   or s.sold <> coalesce(m.claimed, 0) - coalesce(m.returned, 0)
                   or s.received <> s.available + s.reserved + s.sold + s.written_off
                order by s.product_id limit 100""").query(Long.class).list();
    }

    private static SqlParameterSource parameters(Move move) {
        return new MapSqlParameterSource("product", move.quantity().productId())
                .addValue("units", move.quantity().units()).addValue("order", move.orderId());
    }

    private static Stock stock(ResultSet row, int number) throws SQLException {
        return new Stock(row.getLong("product_id"), row.getLong("received"), row.getLong("available"),
                row.getLong("reserved"), row.getLong("sold"), row.getLong("written_off"));
    }
}
