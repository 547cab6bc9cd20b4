package dev.whiteboard.drills.shortener;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the client was told: which links exist, and how often each one redirected it. */
final class Ledger {
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final List<String> givenTwice = new CopyOnWriteArrayList<>();
    private volatile @Nullable Link newestLimited;
    private final List<String> wrongAnswers = new CopyOnWriteArrayList<>();

    /**
     * A link that was acknowledged.
     *
     * @param limit   how many clicks it was made for; 0 for any number
     * @param seen    redirects that the client received
     * @param inDoubt requests without an answer, which may have been counted
     */
    record Link(String key, String longUrl, int limit, AtomicInteger seen, AtomicInteger inDoubt) {
        Link(String key, String longUrl, int limit) {
            this(key, longUrl, limit, new AtomicInteger(), new AtomicInteger());
        }

        boolean limited() {
            return limit > 0;
        }

        boolean limitPassed() {
            return limited() && seen.get() > limit;
        }
    }

    void acknowledged(String key, String longUrl, int limit) {
        if (keys.add(key)) {
            var link = new Link(key, longUrl, limit);
            links.add(link);
            if (link.limited()) {
                newestLimited = link;
            }
        } else {
            givenTwice.add(key);
        }
    }

    void wrongAnswer(String what) {
        wrongAnswers.add(what);
    }

    /** The limited link that was made last: it has clicks left. */
    @Nullable
    Link newestLimited() {
        return newestLimited;
    }

    int size() {
        return links.size();
    }

    Link link(int index) {
        return links.get(index);
    }

    List<Link> all() {
        return links;
    }

    List<String> keysGivenTwice() {
        return givenTwice;
    }

    List<String> wrongAnswers() {
        return wrongAnswers;
    }

    int redirectsSeen() {
        return links.stream().mapToInt(link -> link.seen().get()).sum();
    }
}
