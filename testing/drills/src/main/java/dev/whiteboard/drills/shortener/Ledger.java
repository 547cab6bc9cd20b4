package dev.whiteboard.drills.shortener;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What the client was told: which links exist, and how often each one redirected it. */
final class Ledger {
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final List<String> givenTwice = new CopyOnWriteArrayList<>();
    private final List<String> wrongAnswers = new CopyOnWriteArrayList<>();

    /**
     * A link that was acknowledged.
     *
     * @param seen    redirects that the client received
     * @param inDoubt requests without an answer, which may have been counted
     */
    record Link(String key, String longUrl, AtomicInteger seen, AtomicInteger inDoubt) {
        Link(String key, String longUrl) {
            this(key, longUrl, new AtomicInteger(), new AtomicInteger());
        }
    }

    void acknowledged(String key, String longUrl) {
        if (keys.add(key)) {
            links.add(new Link(key, longUrl));
        } else {
            givenTwice.add(key);
        }
    }

    void wrongAnswer(String what) {
        wrongAnswers.add(what);
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
