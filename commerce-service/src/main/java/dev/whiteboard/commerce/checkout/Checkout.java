package dev.whiteboard.commerce.checkout;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.OUT_OF_STOCK;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.commerce.address.Place;
import dev.whiteboard.commerce.cart.CartLine;
import dev.whiteboard.commerce.cart.Carts;
import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.commerce.catalog.Products;
import dev.whiteboard.commerce.inventory.Inventory;
import dev.whiteboard.commerce.order.Order;
import dev.whiteboard.commerce.order.OrderLine;
import dev.whiteboard.commerce.order.Orders;
import dev.whiteboard.commerce.order.Placement;
import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.problem.Problem;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * One transaction: the cart is emptied, the order written at today's prices, billing asked to charge, and the units set
 * aside. All of it or nothing; a refusal leaves the cart as it was.
 */
@Service
class Checkout {
    private final Carts carts;
    private final Products products;
    private final Inventory inventory;
    private final Orders orders;
    private final SnowflakeGenerator ids;

    Checkout(Carts carts, Products products, Inventory inventory, Orders orders, SnowflakeGenerator ids) {
        this.carts = carts;
        this.products = products;
        this.inventory = inventory;
        this.orders = orders;
        this.ids = ids;
    }

    /**
     * Orders what is in the user's cart.
     *
     * @param expected what the buyer was told it would cost
     * @throws dev.whiteboard.common.problem.ProblemException if it cannot be ordered; that rolls everything back
     */
    @Transactional
    Order order(String userId, Place shipTo, String method, @Nullable BigDecimal expected) {
        long id = ids.next();
        List<CartLine> cart = carts.take(userId).stream().sorted(Comparator.comparingLong(CartLine::productId))
                .toList();
        if (cart.isEmpty()) {
            throw Problem.of(CONFLICT, "your cart is empty").asException();
        }
        if (cart.size() > Carts.MOST_LINES) {
            throw Problem.of(CONFLICT, "an order has up to %d products, your cart %d; take some out"
                    .formatted(Carts.MOST_LINES, cart.size())).asException();
        }
        List<Long> wanted = cart.stream().map(CartLine::productId).toList();
        Map<Long, Product> known = products.find(wanted).stream()
                .collect(Collectors.toMap(Product::id, Function.identity()));
        refuseWhatIsGone(cart, inventory.available(wanted));
        List<OrderLine> lines = cart.stream().map(line -> line(line, known)).toList();
        Money total = total(lines, currency(known));
        if (expected != null && expected.movePointRight(total.currency().getDefaultFractionDigits())
                .compareTo(BigDecimal.valueOf(total.minor())) != 0) {
            throw Problem.of(CONFLICT, "it costs " + total.text() + " now").field("expected_total").asException();
        }
        Order order = switch (orders.place(new Placement(id, userId, lines, total, method, shipTo))) {
            case Orders.Placed.Accepted(Order accepted) -> accepted;
            case Orders.Placed.OutOfStock(long productId) -> throw outOfStock(productId);
        };
        CrashPoint.reached("commerce.ordered");
        return order;
    }

    /** A look without a lock, so that the many who come too late cost little. Those who pass it may still be refused. */
    private static void refuseWhatIsGone(List<CartLine> cart, Map<Long, Long> available) {
        for (CartLine line : cart) {
            if (available.getOrDefault(line.productId(), 0L) < line.quantity()) {
                throw outOfStock(line.productId());
            }
        }
    }

    private static OrderLine line(CartLine line, Map<Long, Product> known) {
        Product product = Objects.requireNonNull(known.get(line.productId()));
        if (!product.isForSale()) {
            throw Problem.of(CONFLICT, product.publicId() + " is no longer for sale").asException();
        }
        return new OrderLine(product.id(), product.sellerId(), product.title(), line.quantity(),
                product.price().minor());
    }

    private static Currency currency(Map<Long, Product> known) {
        List<Currency> currencies = known.values().stream().map(product -> product.price().currency()).distinct()
                .toList();
        if (currencies.size() != 1) {
            throw Problem.of(VALIDATION_ERROR, "prices in several currencies cannot be ordered together").asException();
        }
        return currencies.getFirst();
    }

    private static Money total(List<OrderLine> lines, Currency currency) {
        try {
            return new Money(lines.stream().mapToLong(line -> Math.multiplyExact(line.priceMinor(), line.units()))
                    .reduce(0, Math::addExact), currency);
        } catch (IllegalArgumentException | ArithmeticException _) {
            throw Problem.of(VALIDATION_ERROR, "is more than one order may cost").asException();
        }
    }

    private static RuntimeException outOfStock(long productId) {
        return Problem.of(OUT_OF_STOCK, PublicId.format(Product.PREFIX, productId) + " is out of stock").asException();
    }
}
