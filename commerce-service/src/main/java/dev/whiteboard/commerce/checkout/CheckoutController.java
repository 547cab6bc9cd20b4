package dev.whiteboard.commerce.checkout;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.commerce.address.Addresses;
import dev.whiteboard.commerce.address.Place;
import dev.whiteboard.commerce.order.Order;
import dev.whiteboard.commerce.order.OrderViews;
import dev.whiteboard.commerce.payment.MethodName;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.money.Amount;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a cart becomes an order. */
@RestController
class CheckoutController {
    private static final String ADDRESS = "addr";

    private final Checkout checkout;
    private final Addresses addresses;
    private final OrderViews views;

    CheckoutController(Checkout checkout, Addresses addresses, OrderViews views) {
        this.checkout = checkout;
        this.addresses = addresses;
        this.views = views;
    }

    /**
     * Body of {@code POST /api/v1/orders/checkout}: one of the two addresses.
     *
     * @param expectedTotal what the buyer was shown; if prices have changed since, nothing is ordered
     */
    record CheckoutRequest(@Nullable String shippingAddressId, @Nullable Place shippingAddress, String paymentMethodId,
            @Nullable Amount expectedTotal) {}

    /** The order as it was accepted; it is paid a moment later. */
    record CheckoutView(String orderId, String status, String total, String currency, LocalDate estimatedDelivery) {}

    @PostMapping("/api/v1/orders/checkout")
    @ResponseStatus(HttpStatus.CREATED)
    CheckoutView checkOut(@RequestBody CheckoutRequest request, @AuthenticationPrincipal Caller caller) {
        String method = method(request.paymentMethodId());
        Place place = place(request, caller.userId());
        Order order = checkout.order(caller.userId(), place, method,
                request.expectedTotal() == null ? null : request.expectedTotal().value());
        return new CheckoutView(order.publicId(), order.status().wire(), order.total().text(),
                order.total().currency().getCurrencyCode(), views.estimatedDelivery(order));
    }

    private static String method(String text) {
        try {
            return MethodName.check(text);
        } catch (IllegalArgumentException refused) {
            throw refusal("payment_method_id", String.valueOf(refused.getMessage()));
        }
    }

    private Place place(CheckoutRequest request, String userId) {
        if (request.shippingAddress() != null && request.shippingAddressId() == null) {
            return request.shippingAddress().checked("shipping_address.");
        }
        if (request.shippingAddressId() == null || request.shippingAddress() != null) {
            throw refusal("shipping_address", "send shipping_address_id or shipping_address");
        }
        return PublicId.parse(ADDRESS, request.shippingAddressId()).stream().boxed().findFirst()
                .flatMap(id -> addresses.find(id, userId))
                .orElseThrow(() -> Problem.of(NOT_FOUND, "you have no such address").field("shipping_address_id")
                        .asException());
    }

    private static RuntimeException refusal(String field, String message) {
        return Problem.of(VALIDATION_ERROR, message).field(field).asException();
    }
}
