package dev.whiteboard.storage.sync;

import java.util.Set;

/** The logs of these users have grown; published in the transaction that did it. */
record FeedsChanged(Set<String> userIds) {}
