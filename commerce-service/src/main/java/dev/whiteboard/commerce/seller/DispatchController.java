package dev.whiteboard.commerce.seller;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.commerce.order.Dispatch;
import dev.whiteboard.commerce.order.Order;
import dev.whiteboard.commerce.order.OrderView;
import dev.whiteboard.commerce.order.OrderViews;
import dev.whiteboard.commerce.order.Outcome;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sellers say that they sent their part of an order, and that it arrived. */
@RestController
class DispatchController {
    private static final int LONGEST = 100;

    private final Dispatch dispatch;
    private final OrderViews views;

    DispatchController(Dispatch dispatch, OrderViews views) {
        this.dispatch = dispatch;
        this.views = views;
    }

    /** Body of {@code POST /api/v1/seller/orders/{id}/ship}; there need not be one. */
    record Shipment(@Nullable String carrier, @Nullable String tracking) {}

    @PostMapping("/api/v1/seller/orders/{id}/ship")
    OrderView ship(@PathVariable String id, @RequestBody(required = false) @Nullable Shipment shipment,
            @AuthenticationPrincipal Caller caller) {
        String carrier = shipment == null ? null : check("carrier", shipment.carrier());
        String tracking = shipment == null ? null : check("tracking", shipment.tracking());
        return view(dispatch.ship(order(id), caller.userId(), carrier, tracking));
    }

    @PostMapping("/api/v1/seller/orders/{id}/deliver")
    OrderView deliver(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return view(dispatch.deliver(order(id), caller.userId()));
    }

    private OrderView view(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Order order) -> views.of(order);
            case Outcome.Refused(Problem problem) -> throw problem.asException();
        };
    }

    private static long order(String id) {
        return Order.parse(id)
                .orElseThrow(() -> Problem.of(NOT_FOUND, "you have no such order").asException());
    }

    private static @Nullable String check(String field, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST)) {
            throw Problem.of(VALIDATION_ERROR, "must have 1 to " + LONGEST + " characters").field(field).asException();
        }
        return text;
    }
}
