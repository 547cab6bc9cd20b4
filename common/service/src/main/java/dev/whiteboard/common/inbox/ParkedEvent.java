package dev.whiteboard.common.inbox;

/** A delivery in its place behind a parked key. */
record ParkedEvent(
        long id,
        Delivery delivery) {}
