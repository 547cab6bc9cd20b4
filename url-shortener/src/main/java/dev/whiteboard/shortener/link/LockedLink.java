package dev.whiteboard.shortener.link;

import org.jspecify.annotations.Nullable;

/** A link, and the hash of the password that opens it; null if it is open. */
public record LockedLink(Link link, @Nullable String passwordHash) {}
