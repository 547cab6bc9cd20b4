package dev.whiteboard.commerce.cart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart as its owner sees it, at today's prices.
 *
 * @param total absent if the cart is empty or holds prices in several currencies, which cannot be ordered together
 */
record CartView(List<Item> items, @Nullable String total, @Nullable String currency) {
    static final String ITEM = "item";
    static final CartView EMPTY = new CartView(List.of(), null, null);

    /**
     * One product.
     *
     * @param inStock whether there are as many at this moment; nothing is promised before the checkout
     */
    record Item(String itemId, String productId, String title, long quantity, String price, String currency,
            String lineTotal, boolean inStock) {}
}
