package dev.whiteboard.chat.live;

import java.security.SecureRandom;

/** This process among the nodes: a new name with every start, so that a node that died never comes back to life. */
record NodeName(String text) {
    static NodeName draw() {
        return new NodeName(Long.toString(new SecureRandom().nextLong() >>> 1, 36));
    }
}
