package dev.whiteboard.commerce.seller;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.commerce.catalog.Products;
import dev.whiteboard.commerce.inventory.Inventory;
import dev.whiteboard.commerce.inventory.Stock;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sellers take in units of their own products, or write them off. */
@RestController
class StockController {
    private static final long MOST = 1_000_000;

    private final Products products;
    private final Inventory inventory;

    StockController(Products products, Inventory inventory) {
        this.products = products;
        this.inventory = inventory;
    }

    /** Body of {@code PUT /api/v1/seller/products/{id}/inventory}. */
    record Delta(long stockDelta) {}

    /** The stock after it. */
    record StockView(String productId, long stock, long available, long reserved, long sold, long writtenOff) {}

    @PutMapping("/api/v1/seller/products/{id}/inventory")
    StockView adjust(@PathVariable String id, @RequestBody Delta request, @AuthenticationPrincipal Caller caller) {
        Product product = Product.parse(id).stream().boxed().findFirst().flatMap(products::find)
                .filter(found -> found.sellerId().equals(caller.userId()))
                .orElseThrow(() -> Problem.of(NOT_FOUND, "you sell no such product").asException());
        if (request.stockDelta() == 0 || Math.abs(request.stockDelta()) > MOST
                || request.stockDelta() == Long.MIN_VALUE) {
            throw Problem.of(VALIDATION_ERROR, "must be -" + MOST + " to " + MOST + " and not 0").field("stock_delta")
                    .asException();
        }
        Stock stock = inventory.adjust(product.id(), request.stockDelta()).orElseThrow(() -> Problem
                .of(CONFLICT, request.stockDelta() < 0 ? "not so many are available" : "more than can be counted")
                .field("stock_delta").asException());
        return new StockView(id, stock.available(), stock.available(), stock.reserved(), stock.sold(),
                stock.writtenOff());
    }
}
