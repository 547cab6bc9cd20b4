package dev.whiteboard.commerce.cart;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.commerce.catalog.Products;
import dev.whiteboard.commerce.inventory.Inventory;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Adds to the lines of a cart what there is to know of their products. */
@Component
class CartViews {
    private final Products products;
    private final Inventory inventory;

    CartViews(Products products, Inventory inventory) {
        this.products = products;
        this.inventory = inventory;
    }

    CartView of(List<CartLine> lines) {
        if (lines.isEmpty()) {
            return CartView.EMPTY;
        }
        List<Long> ids = lines.stream().map(CartLine::productId).toList();
        Map<Long, Product> known = products.find(ids).stream()
                .collect(Collectors.toMap(Product::id, Function.identity()));
        Map<Long, Long> available = inventory.available(ids);
        List<CartView.Item> items = new ArrayList<>();
        long total = 0;
        for (CartLine line : lines) {
            Product product = known.get(line.productId());
            if (product != null) {
                long sum = Math.multiplyExact(product.price().minor(), line.quantity());
                total = Math.addExact(total, sum);
                items.add(item(line, product, sum, available.getOrDefault(line.productId(), 0L)));
            }
        }
        Set<Currency> currencies = known.values().stream().map(product -> product.price().currency())
                .collect(Collectors.toSet());
        if (currencies.size() != 1) {
            return new CartView(items, null, null);
        }
        Currency currency = currencies.iterator().next();
        return new CartView(items, Money.text(total, currency), currency.getCurrencyCode());
    }

    private static CartView.Item item(CartLine line, Product product, long sum, long available) {
        Currency currency = product.price().currency();
        return new CartView.Item(PublicId.format(CartView.ITEM, line.productId()), product.publicId(), product.title(),
                line.quantity(), product.price().text(), currency.getCurrencyCode(), Money.text(sum, currency),
                product.isForSale() && available >= line.quantity());
    }
}
