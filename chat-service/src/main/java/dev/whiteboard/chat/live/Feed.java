package dev.whiteboard.chat.live;

import dev.whiteboard.chat.conversation.Members;
import dev.whiteboard.chat.log.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One conversation on one node: hands its entries to the sockets here in the order of the log, each once, wherever they
 * come from. News may arrive late, twice, in any order or not at all; a place that stays empty is read from the log.
 */
final class Feed {
    private static final long UNKNOWN = -1;
    /** How long before the first news of a conversation there may have been others that were lost. */
    static final long LOOK_BACK_MILLIS = 10_000;
    private static final int LOOK_BACK = 64;
    private static final int MOST_AHEAD = 512;

    private final long conversationId;
    private final Feeds feeds;
    private final TreeMap<Long, Delivery> ahead = new TreeMap<>();
    private final Map<Long, Long> marks = new HashMap<>(2);
    private long position = UNKNOWN;
    private long newest;
    private long version;
    private boolean busy;

    Feed(long conversationId, Feeds feeds) {
        this.conversationId = conversationId;
        this.feeds = feeds;
    }

    /** An entry has been written, here or elsewhere. */
    synchronized void offer(Delivery delivery) {
        if (delivery.seq() <= position) {
            return;
        }
        newest = Math.max(newest, delivery.seq());
        version = Math.max(version, delivery.version());
        if (ahead.size() < MOST_AHEAD) {
            ahead.put(delivery.seq(), delivery);
        }
        if (position == UNKNOWN) {
            begin(delivery.seq());
        }
        advance();
    }

    /** Another node says that the log reaches that far; what it said before may have been lost. */
    synchronized void told(long last, long atVersion) {
        newest = Math.max(newest, last);
        version = Math.max(version, atVersion);
        if (position == UNKNOWN) {
            begin(last);
        }
        advance();
    }

    /** The log is known to have grown from there to here. */
    synchronized void grown(long first, long last, long atVersion) {
        if (position == UNKNOWN && !busy) {
            position = first - 1;
        }
        newest = Math.max(newest, last);
        version = Math.max(version, atVersion);
        advance();
    }

    synchronized boolean reached(long seq) {
        return position >= seq;
    }

    /** Whether this is higher than what sockets here were told under this mark. */
    synchronized boolean raises(long mark, long value) {
        return marks.merge(mark, value, Math::max) == value;
    }

    /** Something shortly before may have been lost on its way here: those of the last seconds are read once. */
    private void begin(long first) {
        if (busy) {
            return;
        }
        if (first == 1) {
            position = 0;
            return;
        }
        busy = true;
        feeds.later(() -> {
            List<Entry> some = feeds.read(conversationId, Math.max(0, first - 1 - LOOK_BACK), LOOK_BACK + 1);
            ready(() -> lookBack(first, some));
        }, this::failed);
    }

    private void lookBack(long first, List<Entry> some) {
        position = first;
        long since = Long.MAX_VALUE;
        for (Entry entry : some.reversed()) {
            if (entry.seq() == first) {
                since = entry.sentAt().toEpochMilli() - LOOK_BACK_MILLIS;
            }
            if (entry.seq() == position && entry.sentAt().toEpochMilli() > since) {
                ahead.putIfAbsent(entry.seq(), Delivery.of(entry, 0));
                position--;
            }
        }
        position = Math.min(position, first - 1);
    }

    private void advance() {
        while (!busy && position != UNKNOWN) {
            ahead.headMap(position, true).clear();
            Delivery next = ahead.get(position + 1);
            if (next == null) {
                if (newest > position) {
                    heal();
                }
                return;
            }
            Members members = feeds.membersKnown(conversationId, next.version());
            if (members == null) {
                loadMembers(next.version());
                return;
            }
            position = next.seq();
            ahead.remove(next.seq());
            feeds.handOver(next, members);
        }
    }

    private void loadMembers(long atLeast) {
        busy = true;
        feeds.later(() -> {
            feeds.members(conversationId, atLeast);
            ready(() -> {});
        }, this::failed);
    }

    /** Reads what is missing, unless nobody here is waiting for it. */
    private void heal() {
        Members members = feeds.membersKnown(conversationId, version);
        if (members == null) {
            loadMembers(version);
            return;
        }
        if (!feeds.concerns(members)) {
            position = newest;
            ahead.clear();
            return;
        }
        busy = true;
        long from = position;
        feeds.laterIfStillMissing(() -> {
            List<Entry> missing = filled(from) ? List.of() : feeds.read(conversationId, from, MOST_AHEAD);
            ready(() -> fill(from, missing));
        }, this::failed);
    }

    /** Where the log begins later than here, older entries have been removed and are not waited for. */
    private void fill(long from, List<Entry> read) {
        for (Entry entry : read) {
            ahead.putIfAbsent(entry.seq(), Delivery.of(entry, 0));
            newest = Math.max(newest, entry.seq());
        }
        if (!read.isEmpty() && position == from) {
            position = Math.max(position, read.getFirst().seq() - 1);
        } else if (ahead.isEmpty()) {
            newest = position;
        }
    }

    private synchronized boolean filled(long from) {
        return ahead.containsKey(from + 1);
    }

    private synchronized void ready(Runnable change) {
        change.run();
        busy = false;
        advance();
    }

    private synchronized void failed() {
        busy = false;
        feeds.retry(this);
    }

    /** Tries again what could not be read. */
    synchronized void again() {
        if (position == UNKNOWN && newest > 0) {
            begin(ahead.isEmpty() ? newest : ahead.firstKey());
        }
        advance();
    }
}
