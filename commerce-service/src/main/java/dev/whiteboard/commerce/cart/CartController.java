package dev.whiteboard.commerce.cart;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The cart of the user, or of the visitor who holds the cookie. A request that has both merges them first. */
@RestController
@RequestMapping("/api/v1/cart")
class CartController {
    private final Carts carts;
    private final CartViews views;
    private final CartCookie cookie;

    CartController(Carts carts, CartViews views, CartCookie cookie) {
        this.carts = carts;
        this.views = views;
        this.cookie = cookie;
    }

    /** Body of {@code POST /api/v1/cart/items}. */
    record NewItem(String productId, long quantity) {}

    /** Body of {@code PUT /api/v1/cart/items/{id}}. */
    record Quantity(long quantity) {}

    @GetMapping
    CartView get(@AuthenticationPrincipal @Nullable Caller caller, HttpServletRequest request,
            HttpServletResponse response) {
        CartOwner owner = known(caller, request, response);
        return owner == null ? CartView.EMPTY : views.of(carts.lines(owner));
    }

    @PostMapping("/items")
    @ResponseStatus(HttpStatus.CREATED)
    CartView add(@RequestBody NewItem item, @AuthenticationPrincipal @Nullable Caller caller,
            HttpServletRequest request, HttpServletResponse response) {
        long product = Product.parse(item.productId()).orElseThrow(
                () -> Problem.of(NOT_FOUND, "there is no such product").field("product_id").asException());
        CartOwner owner = known(caller, request, response);
        CartOwner buyer = owner == null ? cookie.issue(request, response) : owner;
        carts.add(buyer, product, item.quantity());
        return views.of(carts.lines(buyer));
    }

    @PutMapping("/items/{id}")
    CartView set(@PathVariable String id, @RequestBody Quantity wish, @AuthenticationPrincipal @Nullable Caller caller,
            HttpServletRequest request, HttpServletResponse response) {
        CartOwner owner = knownOrNotFound(caller, request, response);
        carts.set(owner, product(id), wish.quantity());
        return views.of(carts.lines(owner));
    }

    @DeleteMapping("/items/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @AuthenticationPrincipal @Nullable Caller caller, HttpServletRequest request,
            HttpServletResponse response) {
        carts.remove(knownOrNotFound(caller, request, response), product(id));
    }

    private @Nullable CartOwner known(@Nullable Caller caller, HttpServletRequest request,
            HttpServletResponse response) {
        CartOwner.Visitor visitor = cookie.read(request);
        if (caller == null) {
            return visitor;
        }
        CartOwner.User user = new CartOwner.User(caller.userId());
        if (visitor != null) {
            carts.merge(visitor, user);
            cookie.clear(request, response);
        }
        return user;
    }

    private CartOwner knownOrNotFound(@Nullable Caller caller, HttpServletRequest request,
            HttpServletResponse response) {
        CartOwner owner = known(caller, request, response);
        if (owner == null) {
            throw notThere();
        }
        return owner;
    }

    private static long product(String itemId) {
        return PublicId.parse(CartView.ITEM, itemId).orElseThrow(CartController::notThere);
    }

    private static RuntimeException notThere() {
        return Problem.of(NOT_FOUND, "it is not in your cart").asException();
    }
}
