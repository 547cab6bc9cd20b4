package dev.whiteboard.commerce.catalog;

/**
 * A product as shoppers see it.
 *
 * @param revision grows with every change: of two copies the one with the higher revision is right
 */
public record Listing(Product product, Rating rating, long revision) {}
