package dev.whiteboard.billing.method;

import java.time.Instant;

/** A token that belongs to somebody, under a name of its own. */
record PaymentMethod(String id, String ownerId, Token token, Instant createdAt) {}
