package dev.whiteboard.chat.socket;

import java.util.Arrays;

/** How far a socket has come in each conversation that it has seen: a small open-addressing map, because there is one for each connection. */
final class Positions {
    private static final int FIRST_SIZE = 4;
    static final long NONE = -1;

    private long[] keys = new long[FIRST_SIZE];
    private long[] values = new long[FIRST_SIZE];
    private int used;

    /** {@link #NONE} for a conversation that it has not seen. */
    long get(long conversationId) {
        int at = place(keys, conversationId);
        return keys[at] == conversationId ? values[at] : NONE;
    }

    void set(long conversationId, long seq) {
        int at = place(keys, conversationId);
        if (keys[at] != conversationId) {
            if (2 * ++used > keys.length) {
                grow();
                at = place(keys, conversationId);
            }
            keys[at] = conversationId;
        }
        values[at] = seq;
    }

    private void grow() {
        long[] moreKeys = new long[2 * keys.length];
        long[] moreValues = Arrays.copyOf(values, moreKeys.length);
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int at = place(moreKeys, keys[i]);
                moreKeys[at] = keys[i];
                moreValues[at] = values[i];
            }
        }
        keys = moreKeys;
        values = moreValues;
    }

    private static int place(long[] keys, long key) {
        int mask = keys.length - 1;
        int at = Long.hashCode(key * 0x9e3779b97f4a7c15L) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
