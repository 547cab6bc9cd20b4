package dev.whiteboard.commerce.cart;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.commerce.catalog.Products;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Fills, changes, merges and empties carts. A cart promises nothing: stock and price are decided at the checkout. */
@Service
public class Carts {
    /** Products in a cart that is added to, and in an order. A cart that others were merged into may have more. */
    public static final int MOST_LINES = 100;

    private final CartStore store;
    private final Products products;
    private final SnowflakeGenerator ids;

    Carts(CartStore store, Products products, SnowflakeGenerator ids) {
        this.store = store;
        this.products = products;
        this.ids = ids;
    }

    List<CartLine> lines(CartOwner owner) {
        return store.find(owner).map(store::lines).orElse(List.of());
    }

    /** @throws dev.whiteboard.common.problem.ProblemException if it cannot be bought, or not so many of it */
    @Transactional
    CartLine add(CartOwner owner, long productId, long quantity) {
        checkQuantity(quantity);
        Product product = products.find(productId)
                .orElseThrow(() -> Problem.of(NOT_FOUND, "there is no such product").field("product_id").asException());
        if (!product.isForSale()) {
            throw Problem.of(CONFLICT, "is no longer for sale").field("product_id").asException();
        }
        return store.add(store.open(ids.next(), owner), productId, quantity).orElseThrow(() -> Problem
                .of(VALIDATION_ERROR, "a cart holds 100 products and up to " + CartLine.MOST + " of each")
                .field("quantity").asException());
    }

    @Transactional
    void set(CartOwner owner, long productId, long quantity) {
        checkQuantity(quantity);
        if (store.find(owner).filter(cart -> store.set(cart, productId, quantity)).isEmpty()) {
            throw notThere();
        }
    }

    @Transactional
    void remove(CartOwner owner, long productId) {
        if (store.find(owner).filter(cart -> store.remove(cart, productId)).isEmpty()) {
            throw notThere();
        }
    }

    /** Somebody signed in: what they had collected as a visitor is theirs. Merged twice, or by two devices, it is the same. */
    @Transactional
    void merge(CartOwner.Visitor visitor, CartOwner.User user) {
        store.hold(visitor).ifPresent(from -> {
            long into = store.open(ids.next(), user);
            store.merge(into, store.take(from));
            store.close(from);
        });
    }

    /** Takes everything out, in the transaction of the order that it becomes. Whoever comes second finds nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<CartLine> take(String userId) {
        return store.take(userId);
    }

    private static void checkQuantity(long quantity) {
        if (quantity < 1 || quantity > CartLine.MOST) {
            throw Problem.of(VALIDATION_ERROR, "must be 1 to " + CartLine.MOST).field("quantity").asException();
        }
    }

    private static RuntimeException notThere() {
        return Problem.of(NOT_FOUND, "it is not in your cart").asException();
    }
}
