package dev.whiteboard.chat.live;

import dev.whiteboard.chat.conversation.Members;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries news between nodes over Redis, as fast as it goes and with no promise: whoever misses something finds it in the
 * log. News of a small conversation goes to the nodes where its members are, of a large one to all, whichever asks less
 * of Redis.
 */
public class Backplane {
    private static final Logger LOG = LoggerFactory.getLogger(Backplane.class);
    static final String ALL = "chat:all";
    static final String NODE = "chat:node:";
    /** From so many members on, telling everybody is cheaper than asking where each of them is. */
    private static final int FEW = 8;

    private final Redis redis;
    private final Whereabouts whereabouts;
    private final int pushLimit;
    private final long self = new SecureRandom().nextLong();
    private volatile @Nullable Feeds feeds;
    private volatile Consumer<News.Moved> moves = _ -> {};

    Backplane(Redis redis, Whereabouts whereabouts, LiveProperties properties) {
        this.redis = redis;
        this.whereabouts = whereabouts;
        this.pushLimit = properties.pushLimit();
        redis.listen(this::heard);
    }

    void listen(Feeds to) {
        feeds = to;
    }

    /** A user came to another node, or may have gone from one. */
    public interface MoveListener {
        void moved(long userId, boolean arrived);
    }

    public void onMove(MoveListener listener) {
        moves = move -> listener.moved(move.userId(), move.arrived());
    }

    void announce(Delivery delivery, Members members) {
        if (members.count() > pushLimit) {
            publish(ALL, new News.Grown(delivery.conversationId(), delivery.seq(), delivery.version()));
        } else if (members.count() > FEW) {
            publish(ALL, new News.Written(delivery));
        } else {
            List<Long> users = Arrays.stream(members.userIds()).boxed().toList();
            var _ = whereabouts.others(users).whenComplete((nodes, failure) -> {
                if (failure == null) {
                    nodes.forEach(node -> publish(NODE + node, new News.Written(delivery)));
                }
            });
        }
    }

    void announce(Ephemeral ephemeral) {
        publish(ALL, new News.Mentioned(ephemeral));
    }

    void announceMembers(long conversationId, long version) {
        publish(ALL, new News.MembersChanged(conversationId, version));
    }

    public void announceMove(long userId, boolean arrived) {
        publish(ALL, new News.Moved(userId, arrived));
    }

    /** Sends, or does not: while Redis is away the log is what nodes have in common. */
    protected void publish(String channel, News news) {
        redis.commands().ifPresent(commands -> {
            var _ = commands.publish(channel, news.bytes(self));
        });
    }

    private void heard(byte[] bytes) {
        Feeds to = feeds;
        News news = to == null ? null : News.read(bytes, self);
        if (to == null || news == null) {
            return;
        }
        try {
            switch (news) {
                case News.Written(Delivery delivery) -> to.heard(delivery);
                case News.Grown(long conversation, long seq, long version) -> to.told(conversation, seq, version);
                case News.Mentioned(Ephemeral ephemeral) -> to.mentioned(ephemeral);
                case News.MembersChanged(long conversation, long version) -> to.membersChanged(conversation, version);
                case News.Moved moved -> moves.accept(moved);
            }
        } catch (RuntimeException e) {
            LOG.error("news could not be handled", e);
        }
    }
}
