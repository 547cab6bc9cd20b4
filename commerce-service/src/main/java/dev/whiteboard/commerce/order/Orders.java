package dev.whiteboard.commerce.order;

import dev.whiteboard.commerce.inventory.Inventory;
import dev.whiteboard.commerce.inventory.Move;
import dev.whiteboard.commerce.inventory.Movement;
import dev.whiteboard.commerce.inventory.Quantity;
import dev.whiteboard.commerce.inventory.Reservation;
import dev.whiteboard.commerce.payment.Billing;
import dev.whiteboard.common.crash.CrashPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places orders and lets things happen to them. An order, its units and what billing is asked for change in one
 * transaction; the order's version decides who of two was first.
 *
 * <p>Locks are taken in one direction: orders in the order of their ids, then stock in the order of products, then the
 * outbox.
 */
@Service
public class Orders {
    /** Each lost round means that somebody else's change of the same order was committed. */
    private static final int MOST_ROUNDS = 50;

    private final OrderStore store;
    private final Inventory inventory;
    private final Billing billing;
    private final OrderProperties properties;

    Orders(OrderStore store, Inventory inventory, Billing billing, OrderProperties properties) {
        this.store = store;
        this.inventory = inventory;
        this.billing = billing;
        this.properties = properties;
    }

    /** What became of the wish to order. */
    public sealed interface Placed {
        /** The order stands and its units are held, if the transaction commits. */
        record Accepted(Order order) implements Placed {}

        /** There are not so many of this product; the transaction has to be rolled back. */
        record OutOfStock(long productId) implements Placed {}
    }

    /** News about an order. */
    public record News(long orderId, Happening happening) {}

    /** Writes the order, the command to charge it and the reservation; the rows that everybody wants come last. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Placed place(Placement placement) {
        Order order = store.insert(placement, properties.reservation(), properties.pauseAfter(1), "It was ordered.");
        billing.charge(order.publicId(), order.buyerId(), order.method(), order.total());
        return switch (inventory.reserve(order.id(), placement.quantities())) {
            case Reservation.Held _ -> new Placed.Accepted(order);
            case Reservation.OutOfStock(long productId) -> new Placed.OutOfStock(productId);
        };
    }

    /** Lets one thing happen; empty if there is no such order. */
    @Transactional
    public Optional<Outcome> happen(long orderId, Happening happening) {
        List<Effect> effects = new ArrayList<>();
        Optional<Outcome> outcome = settle(orderId, happening, effects);
        carryOut(effects);
        return outcome;
    }

    /** Lets many things happen at once, those of one order in the order given. Orders that do not exist are not ours. */
    @Transactional
    public void happen(List<News> news) {
        List<Effect> effects = new ArrayList<>();
        news.stream().sorted(Comparator.comparingLong(News::orderId))
                .forEach(each -> settle(each.orderId(), each.happening(), effects));
        carryOut(effects);
    }

    /** Looks at an order that is still due: its reservation is over, or billing is asked once more. */
    @Transactional
    public void sweep(long orderId) {
        store.findDue(orderId)
                .ifPresent(order -> happen(orderId, order.status() == OrderStatus.PENDING && order.isExpired()
                        ? new Happening.Expired()
                        : new Happening.Overdue()));
    }

    public List<Long> due(int limit) {
        return store.due(limit);
    }

    public long stuck() {
        return store.stuck(properties.stuckAfter());
    }

    /** For how many seconds the oldest of the orders that wait for something has not moved. */
    public double oldestWait() {
        return store.oldestWait();
    }

    /** How many orders billing owes an answer. */
    public long open() {
        return store.count("due_at is not null");
    }

    /** How many orders have been paid and not been given back. */
    public long captured() {
        return store.count("payment = 'captured'");
    }

    public Optional<Order> find(long id) {
        return store.find(id);
    }

    List<OrderLine> lines(Order order) {
        return store.lines(order.id());
    }

    List<HistoryEntry> history(Order order) {
        return store.history(order.id());
    }

    List<Order> ofBuyer(String buyerId, long before, int limit) {
        return store.ofBuyer(buyerId, before, limit);
    }

    private Optional<Outcome> settle(long orderId, Happening happening, List<Effect> effects) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Order> seen = store.find(orderId);
            if (seen.isEmpty()) {
                return Optional.empty();
            }
            Order order = seen.get();
            switch (OrderRules.decide(order, happening)) {
                case Decision.Nothing _ -> {
                    return Optional.of(new Outcome.Done(order));
                }
                case Decision.Refused(var problem) -> {
                    return Optional.of(new Outcome.Refused(problem));
                }
                case Decision.Change change -> {
                    boolean again = happening instanceof Happening.Overdue;
                    int asked = again ? order.asked() + 1 : 1;
                    if (store.change(order, change, asked, properties.pauseAfter(asked))) {
                        if (!change.note().isEmpty()) {
                            store.tell(orderId, change.status(), change.payment(), change.note());
                        }
                        effects.add(new Effect(order, change));
                        return Optional.of(new Outcome.Done(store.find(orderId).orElseThrow()));
                    }
                }
            }
        }
        throw new IllegalStateException("order changed " + MOST_ROUNDS + " times meanwhile");
    }

    /** What a decision means for others. */
    private record Effect(Order order, Decision.Change change) {}

    private void carryOut(List<Effect> effects) {
        List<Move> moves = new ArrayList<>();
        for (Effect effect : effects) {
            Movement movement = effect.change().stock();
            if (movement != null) {
                long order = effect.order().id();
                List<OrderLine> lines = movement == Movement.RETURN ? store.unsent(order) : store.lines(order);
                moves.addAll(Move.all(order, movement,
                        lines.stream().map(line -> new Quantity(line.productId(), line.units())).toList()));
            }
        }
        CrashPoint.reached("commerce.settling");
        inventory.move(moves);
        for (Effect effect : effects) {
            Order order = effect.order();
            switch (effect.change().ask()) {
                case NOTHING -> {
                    // Nobody else has to do anything.
                }
                case CHARGE -> billing.charge(order.publicId(), order.buyerId(), order.method(), order.total());
                case REFUND -> billing.refund(order.publicId(), effect.change().refundNo());
            }
        }
    }
}
