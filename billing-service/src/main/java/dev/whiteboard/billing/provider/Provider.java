package dev.whiteboard.billing.provider;

/** Who moves the money. Both calls end in time, neither throws, and neither is made inside a transaction. */
public interface Provider {

    /** Asks for it to be done; safe to repeat, because of the key. */
    Reply perform(Request request);

    /** Asks what became of it. */
    Reply inquire(Request request);
}
