package dev.whiteboard.feed.person;

/** The part of {@code identity.users.v1} that is kept here. */
record UserState(String id, String username, String displayName, long version) {}
