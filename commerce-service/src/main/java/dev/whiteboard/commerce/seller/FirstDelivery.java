package dev.whiteboard.commerce.seller;

import dev.whiteboard.commerce.catalog.OpeningStock;
import dev.whiteboard.commerce.inventory.Inventory;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Hands the first units of new products to the inventory. */
@Component
class FirstDelivery implements OpeningStock {
    private final Inventory inventory;

    FirstDelivery(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public void receive(Map<Long, Integer> units) {
        inventory.open(units.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, product -> product.getValue().longValue())));
    }
}
