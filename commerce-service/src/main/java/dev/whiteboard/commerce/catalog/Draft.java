package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.money.Money;
import java.util.List;

/** What a seller says of a product. */
public record Draft(String title, String description, String category, Money price, List<String> images) {
    public Draft {
        images = List.copyOf(images);
    }

    /** What was said of it last. */
    static Draft of(Product product) {
        return new Draft(product.title(), product.description(), product.category(), product.price(), product.images());
    }
}
