package dev.whiteboard.commerce.cart;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** Whose cart it is. */
public sealed interface CartOwner {
    /** Somebody who is signed in. */
    record User(String userId) implements CartOwner {}

    /** Whoever holds this cookie. */
    record Visitor(String cookie) implements CartOwner {
        /** What the database knows of the cookie: a copy of the table opens nobody's cart. */
        byte[] hash() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(cookie.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
