package dev.whiteboard.commerce.inventory;

import java.util.Locale;

/** What can be done to the stock of a product, and by which conditional statement. */
public enum Movement {
    /** New units came in. */
    RECEIVE("received = received + :units, available = available + :units",
            "received <= 1000000000 - :units"),
    /** Units that nobody will buy: broken, lost, counted wrongly. */
    WRITE_OFF("available = available - :units, written_off = written_off + :units", "available >= :units"),
    /** Set aside for an order that is not paid yet. */
    RESERVE("available = available - :units, reserved = reserved + :units", "available >= :units"),
    /** The order was paid. */
    CLAIM("reserved = reserved - :units, sold = sold + :units", "reserved >= :units"),
    /** The order came to nothing. */
    RELEASE("reserved = reserved - :units, available = available + :units", "reserved >= :units"),
    /** The order was paid, and is given back before these were sent. */
    RETURN("sold = sold - :units, available = available + :units", "sold >= :units");

    private final String change;
    private final String condition;

    Movement(String change, String condition) {
        this.change = change;
        this.condition = condition;
    }

    /** Changes one row and writes that down, or does neither if the condition does not hold: one row or none. */
    String statement() {
        return "with changed as (update stock set " + change + " where product_id = :product and " + condition
                + " returning product_id) insert into stock_movement (product_id, kind, units, order_id)"
                + " select product_id, '" + wire() + "', :units, :order from changed";
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
