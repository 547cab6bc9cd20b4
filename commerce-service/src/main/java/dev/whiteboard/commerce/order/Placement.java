package dev.whiteboard.commerce.order;

import dev.whiteboard.commerce.address.Place;
import dev.whiteboard.commerce.inventory.Quantity;
import dev.whiteboard.common.money.Money;
import java.util.List;

/** An order that somebody wants to place. */
public record Placement(long id, String buyerId, List<OrderLine> lines, Money total, String method, Place shipTo) {
    public Placement {
        lines = List.copyOf(lines);
    }

    List<Quantity> quantities() {
        return lines.stream().map(line -> new Quantity(line.productId(), line.units())).toList();
    }
}
