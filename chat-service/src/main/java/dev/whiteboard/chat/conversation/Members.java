package dev.whiteboard.chat.conversation;

import java.util.Arrays;

/**
 * Who is in a conversation at one version of its members.
 *
 * @param userIds ascending
 */
public record Members(long version, boolean direct, long[] userIds) {
    public boolean contains(long userId) {
        return Arrays.binarySearch(userIds, userId) >= 0;
    }

    public int count() {
        return userIds.length;
    }
}
