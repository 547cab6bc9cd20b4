package dev.whiteboard.feed.graph;

import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.feed.person.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do to each other. Every act may be repeated: the second time changes nothing. A block ends both follows, and
 * while it stands neither can follow the other; which of a follow and a block comes first is decided by the lock on the
 * pair.
 */
@Service
class Relations {
    private final RelationStore store;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    Relations(RelationStore store, Outbox outbox, ApplicationEventPublisher events) {
        this.store = store;
        this.outbox = outbox;
        this.events = events;
    }

    @Transactional
    public Relation follow(long me, long other) {
        store.lockPair(me, other);
        if (store.blocked(me, other)) {
            throw Problem.of(ErrorCode.FORBIDDEN, "one of you has blocked the other").asException();
        }
        if (store.follow(me, other)) {
            announce(me, other, true);
        }
        return store.between(me, other);
    }

    @Transactional
    public Relation unfollow(long me, long other) {
        store.lockPair(me, other);
        endFollow(me, other);
        return store.between(me, other);
    }

    @Transactional
    public Relation block(long me, long other) {
        store.lockPair(me, other);
        store.block(me, other);
        endFollow(Math.min(me, other), Math.max(me, other));
        endFollow(Math.max(me, other), Math.min(me, other));
        return store.between(me, other);
    }

    @Transactional
    public Relation unblock(long me, long other) {
        store.lockPair(me, other);
        store.unblock(me, other);
        return store.between(me, other);
    }

    @Transactional
    public Relation mute(long me, long other) {
        store.mute(me, other);
        return store.between(me, other);
    }

    @Transactional
    public Relation unmute(long me, long other) {
        store.unmute(me, other);
        return store.between(me, other);
    }

    private void endFollow(long follower, long followee) {
        if (store.unfollow(follower, followee)) {
            announce(follower, followee, false);
        }
    }

    private void announce(long follower, long followee, boolean following) {
        FollowChanged change = FollowChanged.of(follower, followee, following);
        outbox.append(new OutboxEvent(FollowChanged.TOPIC, UserId.text(follower), FollowChanged.TYPE, change));
        events.publishEvent(change);
    }
}
