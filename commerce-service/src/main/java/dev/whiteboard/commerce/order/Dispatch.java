package dev.whiteboard.commerce.order;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sellers send their parts of an order. It is shipped when the last of them is, and delivered when the last has arrived. */
@Service
public class Dispatch {
    private static final Outcome NOT_THERE = new Outcome.Refused(Problem.of(NOT_FOUND, "you have no such order"));

    private final ParcelStore parcels;
    private final Orders orders;

    Dispatch(ParcelStore parcels, Orders orders) {
        this.parcels = parcels;
        this.orders = orders;
    }

    @Transactional
    public Outcome ship(long order, String seller, @Nullable String carrier, @Nullable String tracking) {
        if (!parcels.sells(order, seller)) {
            return NOT_THERE;
        }
        if (parcels.hold(order, OrderStatus.PAID, OrderStatus.SHIPPED).isEmpty()) {
            return new Outcome.Refused(Problem.of(CONFLICT, "only what is paid can be sent"));
        }
        parcels.ship(order, seller, carrier, tracking);
        return parcels.complete(order, false) ? happen(order, new Happening.Shipped()) : asItIs(order);
    }

    @Transactional
    public Outcome deliver(long order, String seller) {
        if (!parcels.sells(order, seller)) {
            return NOT_THERE;
        }
        if (parcels.hold(order, OrderStatus.SHIPPED, OrderStatus.DELIVERED).isEmpty()
                || !parcels.deliver(order, seller)) {
            return new Outcome.Refused(Problem.of(CONFLICT, "only what was sent can arrive"));
        }
        return parcels.complete(order, true) ? happen(order, new Happening.Delivered()) : asItIs(order);
    }

    List<Parcel> parcels(Order order) {
        return parcels.of(order.id());
    }

    private Outcome happen(long order, Happening happening) {
        return orders.happen(order, happening).orElse(NOT_THERE);
    }

    private Outcome asItIs(long order) {
        return orders.find(order).<Outcome>map(Outcome.Done::new).orElse(NOT_THERE);
    }
}
