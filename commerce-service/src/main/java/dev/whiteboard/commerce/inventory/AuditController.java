package dev.whiteboard.commerce.inventory;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.Problem;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows the stock law to everybody, as it stands at this moment. */
@RestController
class AuditController {
    private static final String PRODUCT = "prod";

    private final Inventory inventory;
    private final StockStore store;

    AuditController(Inventory inventory, StockStore store) {
        this.inventory = inventory;
        this.store = store;
    }

    /**
     * The stock of one product.
     *
     * @param received the sum of its receipts in the journal; the others are the figures that are worked with
     * @param lawful whether they add up
     */
    record AuditView(String productId, long received, long available, long reserved, long sold, long writtenOff,
            boolean lawful) {}

    /** The whole inventory: the products whose figures are not what their movements add up to. */
    record InventoryCheck(boolean lawful, List<String> differing) {}

    @GetMapping("/api/v1/inventory/{productId}/audit")
    AuditView audit(@PathVariable String productId) {
        return PublicId.parse(PRODUCT, productId).stream().boxed().findFirst().flatMap(inventory::audit)
                .map(stock -> new AuditView(productId, stock.received(), stock.available(), stock.reserved(),
                        stock.sold(), stock.writtenOff(), stock.isLawful()))
                .orElseThrow(() -> Problem.of(NOT_FOUND, "there is no such product").asException());
    }

    @GetMapping("/admin/commerce/inventory/check")
    InventoryCheck check() {
        List<String> differing = store.differing().stream().map(id -> PublicId.format(PRODUCT, id)).toList();
        return new InventoryCheck(differing.isEmpty(), differing);
    }
}
