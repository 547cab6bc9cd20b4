package dev.whiteboard.common.user;

/** What everybody may know of a user. */
public record User(
        String id,
        String username,
        String displayName) {}
