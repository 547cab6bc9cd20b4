package dev.whiteboard.commerce.catalog;

/** A product is not what it was. Published in the transaction of the change. */
public record ProductChanged(Listing listing) {}
