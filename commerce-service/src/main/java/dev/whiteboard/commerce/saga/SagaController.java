package dev.whiteboard.commerce.saga;

import dev.whiteboard.commerce.order.Orders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators whether orders come to an end. */
@RestController
class SagaController {
    private final Orders orders;

    SagaController(Orders orders) {
        this.orders = orders;
    }

    /**
     * How the sagas stand.
     *
     * @param open orders for which billing owes an answer
     * @param stuck those that have waited for longer than is usual
     * @param captured orders whose money is with us: as many as the provider has charges that were not given back
     */
    record SagaCheck(long open, long stuck, long captured) {}

    @GetMapping("/admin/commerce/sagas")
    SagaCheck check() {
        return new SagaCheck(orders.open(), orders.stuck(), orders.captured());
    }
}
