package dev.whiteboard.commerce.catalog;

import java.util.Map;

/** Where the first units of new products are booked, in the transaction that adds the products. */
public interface OpeningStock {

    /** @param units by the product's id; none of them is known yet */
    void receive(Map<Long, Integer> units);
}
