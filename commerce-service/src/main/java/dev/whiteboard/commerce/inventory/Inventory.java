package dev.whiteboard.commerce.inventory;

import dev.whiteboard.common.crash.CrashPoint;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets units aside, sells them, and gives them back. Each step is a conditional statement for each product, sent in the
 * order of the products' ids by whatever transaction: two that want the same products wait for each other in one
 * direction only and cannot block each other for good.
 */
@Service
public class Inventory {
    private static final Comparator<Move> BY_PRODUCT = Comparator.comparingLong(move -> move.quantity().productId());

    private final StockStore store;

    Inventory(StockStore store) {
        this.store = store;
    }

    /** Begins to count products, in the transaction that adds them. */
    @Transactional
    public void open(Map<Long, Long> units) {
        store.open(units);
    }

    /** Begins to count one product. */
    @Transactional
    public void open(long productId, long units) {
        open(Map.of(productId, units));
    }

    /**
     * Takes in new units, or writes off some of those that are available.
     *
     * @return the stock as it is now, or nothing if there are not so many to write off
     */
    @Transactional
    public Optional<Stock> adjust(long productId, long delta) {
        Movement movement = delta > 0 ? Movement.RECEIVE : Movement.WRITE_OFF;
        if (!store.change(productId, movement, Math.abs(delta))) {
            return Optional.empty();
        }
        return store.find(productId);
    }

    /** Sets units aside for an order. Come here last: the rows that everybody wants are held from here to the commit. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Reservation reserve(long orderId, List<Quantity> quantities) {
        List<Move> moves = Move.all(orderId, Movement.RESERVE, quantities).stream().sorted(BY_PRODUCT).toList();
        CrashPoint.reached("commerce.reserving");
        Optional<Move> refused = store.change(moves);
        if (refused.isPresent()) {
            return new Reservation.OutOfStock(refused.get().quantity().productId());
        }
        CrashPoint.reached("commerce.reserved");
        return new Reservation.Held();
    }

    /** Ends what was reserved, or takes back what was sold; for many orders at once, if the transaction has many. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(List<Move> moves) {
        if (moves.isEmpty()) {
            return;
        }
        List<Move> sorted = moves.stream().sorted(BY_PRODUCT).toList();
        store.change(sorted).ifPresent(refused -> {
            throw new IllegalStateException("stock does not allow " + refused);
        });
    }

    public Optional<Stock> find(long productId) {
        return store.find(productId);
    }

    /** What is available of each of these products; those that are not counted are not in it. */
    public Map<Long, Long> available(Collection<Long> productIds) {
        return store.find(productIds).stream().collect(Collectors.toMap(Stock::productId, Stock::available));
    }

    /** The stock with the units received as the journal says, counted in the same moment. */
    public Optional<Stock> audit(long productId) {
        return store.audit(productId);
    }
}
