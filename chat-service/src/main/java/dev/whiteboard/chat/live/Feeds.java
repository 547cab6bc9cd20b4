package dev.whiteboard.chat.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.whiteboard.chat.conversation.Members;
import dev.whiteboard.chat.conversation.Memberships;
import dev.whiteboard.chat.log.Entry;
import dev.whiteboard.chat.log.EntryListener;
import dev.whiteboard.chat.log.LogStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feeds of the conversations that are busy on this node. */
public final class Feeds implements EntryListener {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int MOST = 200_000;
    /** News that overtook others usually waits no longer than this for them. */
    private static final long PATIENCE_MILLIS = 40;

    private final Memberships memberships;
    private final LogStore log;
    private final Outlets outlets;
    private final Backplane backplane;
    private final Executor background = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("feed-", 0).factory());
    private final Executor patiently = CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS,
            background);
    private final Cache<Long, Feed> feeds = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(IDLE).build();

    private final Set<Feed> failed = ConcurrentHashMap.newKeySet();

    Feeds(Memberships memberships, LogStore log, Outlets outlets, Backplane backplane) {
        this.memberships = memberships;
        this.log = log;
        this.outlets = outlets;
        this.backplane = backplane;
        backplane.listen(this);
    }

    /** An entry became durable on this node: its sockets and the other nodes are told. */
    @Override
    public void written(Entry entry, long origin) {
        Delivery delivery = Delivery.of(entry, origin);
        feed(entry.conversationId()).offer(delivery);
        Members members = memberships.known(entry.conversationId(), entry.memberVersion());
        if (members != null) {
            backplane.announce(delivery, members);
        } else {
            background.execute(() -> backplane.announce(delivery,
                    memberships.atLeast(entry.conversationId(), entry.memberVersion())));
        }
    }

    /** Another node has told of an entry. */
    void heard(Delivery delivery) {
        feed(delivery.conversationId()).offer(delivery);
    }

    /** Another node has told that the log reaches that far. */
    void told(long conversationId, long last, long version) {
        Feed feed = feed(conversationId);
        if (!feed.reached(last)) {
            feed.told(last, version);
        }
    }

    /** The log is known to have grown, by whichever node. */
    void grown(long conversationId, long first, long last, long version) {
        Feed feed = feed(conversationId);
        if (!feed.reached(last)) {
            feed.grown(first, last, version);
        }
    }

    /** Tells the sockets here and the other nodes. */
    public void mention(Ephemeral ephemeral) {
        mentioned(ephemeral);
        backplane.announce(ephemeral);
    }

    /** Tells the sockets here. */
    void mentioned(Ephemeral ephemeral) {
        background.execute(() -> {
            Members members = ephemeral.version() == 0
                    ? memberships.young(ephemeral.conversationId())
                    : memberships.atLeast(ephemeral.conversationId(), ephemeral.version());
            boolean news = ephemeral.mark() == 0
                    || feed(ephemeral.conversationId()).raises(ephemeral.mark(), ephemeral.value());
            if (news) {
                outlets.each(members.userIds(), ephemeral.except(), outlet -> outlet.mention(ephemeral.wire()));
            }
        });
    }

    void membersChanged(long conversationId, long version) {
        memberships.changed(conversationId, version);
    }

    /** A feed could not read what it needs; it is tried again with the next check. */
    void retry(Feed feed) {
        failed.add(feed);
    }

    void retryFailed() {
        for (Feed feed : failed) {
            failed.remove(feed);
            feed.again();
        }
    }

    private Feed feed(long conversationId) {
        return feeds.get(conversationId, id -> new Feed(id, this));
    }

    @Nullable
    Members membersKnown(long conversationId, long version) {
        return memberships.known(conversationId, version);
    }

    Members members(long conversationId, long version) {
        return memberships.atLeast(conversationId, version);
    }

    boolean concerns(Members members) {
        return outlets.hasAny(members.userIds());
    }

    void handOver(Delivery delivery, Members members) {
        outlets.each(members.userIds(), 0, outlet -> outlet.deliver(delivery));
    }

    List<Entry> read(long conversationId, long after, int limit) {
        return log.after(conversationId, after, limit);
    }

    void later(Runnable work, Runnable failed) {
        run(background, work, failed);
    }

    void laterIfStillMissing(Runnable work, Runnable failed) {
        run(patiently, work, failed);
    }

    private static void run(Executor executor, Runnable work, Runnable failed) {
        executor.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("a feed waits for the next check: {}", e.toString());
                failed.run();
            }
        });
    }
}
