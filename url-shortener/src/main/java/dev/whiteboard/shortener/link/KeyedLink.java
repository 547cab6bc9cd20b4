package dev.whiteboard.shortener.link;

import org.jspecify.annotations.Nullable;

/**
 * A link on its way into the table.
 *
 * @param key the key that is tried
 * @param passwordHash what is kept of its password; null if it is open
 * @param guessable whether caches may remember the key as missing, so that its birth is a change they must hear of
 */
record KeyedLink(String key, NewLink link, @Nullable String passwordHash, boolean guessable) {}
