package dev.whiteboard.feed.graph;

/**
 * What stands between the caller and one other person.
 *
 * @param followers how many follow that person
 * @param followees how many that person follows
 */
record Relation(String id, String username, String displayName, boolean following, boolean followedBy,
        boolean blocking, boolean muting, long followers, long followees) {}
