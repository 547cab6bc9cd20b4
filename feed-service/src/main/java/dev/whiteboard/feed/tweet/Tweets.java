package dev.whiteboard.feed.tweet;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.feed.person.People;
import dev.whiteboard.feed.person.UserId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with tweets. A row of another tweet's counters is always the last that a transaction locks. */
@Service
public class Tweets {
    private final TweetStore store;
    private final People people;
    private final Delivery delivery;
    private final SnowflakeGenerator ids;
    private final Outbox outbox;

    Tweets(TweetStore store, People people, Delivery delivery, SnowflakeGenerator ids, Outbox outbox) {
        this.store = store;
        this.people = people;
        this.delivery = delivery;
        this.ids = ids;
        this.outbox = outbox;
    }

    /** A tweet as this reader sees it; any that they may not see is not there. */
    public TweetView see(long me, long tweet) {
        return store.find(me, tweet).map(Shown::view).orElseThrow(() -> TweetId.none().asException());
    }

    @Transactional
    public TweetView post(long me, Draft draft) {
        Long parent = draft.replyTo();
        if (parent != null && (store.find(me, parent).isEmpty() || !store.hold(parent))) {
            throw Draft.noSuchParent();
        }
        long id = ids.next();
        boolean pushed = delivery.pushes(store.followers(me));
        store.insert(id, me, draft, people.named(TweetText.mentions(draft.content())), pushed);
        TweetView view = see(me, id);
        announce(id, me, id, pushed);
        if (parent != null) {
            store.countReply(parent, 1);
        }
        return view;
    }

    @Transactional
    public void delete(long me, long tweet) {
        TweetStore.Gone gone = store.delete(tweet, me).orElseThrow(() -> {
            see(me, tweet);
            return Problem.of(ErrorCode.FORBIDDEN, "this is somebody else's tweet").asException();
        });
        if (gone.replyTo() != null) {
            store.countReply(gone.replyTo(), -1);
        }
    }

    @Transactional
    public TweetView retweet(long me, long tweet) {
        see(me, tweet);
        if (!store.hold(tweet)) {
            throw TweetId.none().asException();
        }
        long id = ids.next();
        boolean pushed = delivery.pushes(store.followers(me));
        if (store.insertRetweet(id, me, tweet, pushed)) {
            announce(id, me, tweet, pushed);
            store.countRetweet(tweet, 1);
        }
        return see(me, tweet);
    }

    @Transactional
    public void unretweet(long me, long tweet) {
        see(me, tweet);
        if (store.deleteRetweet(me, tweet)) {
            store.countRetweet(tweet, -1);
        }
    }

    private void announce(long entry, long author, long tweet, boolean pushed) {
        if (!pushed) {
            store.notePulled(author);
        }
        outbox.append(new OutboxEvent(EntryPosted.TOPIC, UserId.text(author), EntryPosted.TYPE,
                EntryPosted.of(entry, author, tweet, pushed)));
    }
}
