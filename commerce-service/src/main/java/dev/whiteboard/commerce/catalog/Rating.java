package dev.whiteboard.commerce.catalog;

import java.math.BigDecimal;

/**
 * What buyers think of a product.
 *
 * @param average of 1 to 5 stars with three decimals, 0 if nobody said anything
 */
public record Rating(BigDecimal average, int reviews) {}
