package dev.whiteboard.commerce.order;

/** A product of an order, by the name and at the price of the moment in which it was ordered. */
public record OrderLine(long productId, String sellerId, String title, long units, long priceMinor) {}
