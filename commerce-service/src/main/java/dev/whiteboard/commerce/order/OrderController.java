package dev.whiteboard.commerce.order;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Buyers follow their orders, cancel them, and ask for their money back. Somebody else's orders are not there. */
@RestController
@RequestMapping("/api/v1/orders")
class OrderController {
    private static final String SCOPE = "orders:";

    private final Orders orders;
    private final OrderViews views;
    private final SignedCursors cursors;

    OrderController(Orders orders, OrderViews views, SignedCursors cursors) {
        this.orders = orders;
        this.views = views;
        this.cursors = cursors;
    }

    @GetMapping("/{id}")
    OrderView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return views.of(mine(id, caller));
    }

    @GetMapping
    Page<OrderView.Summary> list(ListQuery query, @AuthenticationPrincipal Caller caller) {
        String scope = SCOPE + caller.userId();
        List<Order> found = orders.ofBuyer(caller.userId(), before(scope, query.cursor()), query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Order> page = more ? found.subList(0, query.limit()) : found;
        return Page.of(page.stream().map(OrderViews::summary).toList(),
                more ? cursors.sign(scope, Long.toString(page.getLast().id())) : null);
    }

    @PostMapping("/{id}/cancel")
    OrderView cancel(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return happen(mine(id, caller), new Happening.Cancelled());
    }

    @PostMapping("/{id}/refund")
    OrderView refund(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return happen(mine(id, caller), new Happening.RefundWanted());
    }

    private OrderView happen(Order order, Happening happening) {
        return switch (orders.happen(order.id(), happening).orElseThrow()) {
            case Outcome.Done(Order now) -> views.of(now);
            case Outcome.Refused(Problem problem) -> throw problem.asException();
        };
    }

    private Order mine(String id, Caller caller) {
        return Order.parse(id).stream().boxed().findFirst().flatMap(orders::find)
                .filter(order -> order.buyerId().equals(caller.userId()))
                .orElseThrow(() -> Problem.of(NOT_FOUND, "you have no such order").asException());
    }

    private long before(String scope, @Nullable String cursor) {
        return cursor == null
                ? Long.MAX_VALUE
                : cursors.open(scope, cursor).map(parts -> Long.parseLong(parts.getFirst()))
                        .orElseThrow(() -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor")
                                .asException());
    }
}
