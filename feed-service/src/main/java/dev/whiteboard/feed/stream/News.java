package dev.whiteboard.feed.stream;

import dev.whiteboard.feed.home.Home;
import dev.whiteboard.feed.home.Place;
import dev.whiteboard.feed.tweet.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one reader has not been told yet. Entries do not arrive in the order of their ids: one that was on its way a little
 * longer may come after a younger one. So it is remembered what was told, not only how far.
 */
final class News {
    private static final int PAGE = 100;
    private static final int MOST = 800;

    private final Home home;
    private final long reader;
    private final Set<Long> told = new HashSet<>();
    private long after;

    /** @param after everything up to this entry was told before */
    News(Home home, long reader, long after) {
        this.home = home;
        this.reader = reader;
        this.after = after;
    }

    /** The newest entry that a reader has now, from which their news begin. */
    static long top(Home home, long reader) {
        List<Shown> newest = home.read(Place.top(reader), 1);
        return newest.isEmpty() ? 0 : newest.getFirst().entryId();
    }

    /** What came since the last call, the newest first; what the reader posted is no news to them. */
    List<Shown> next() {
        List<Shown> news = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (news.size() < MOST) {
            List<Shown> page = home.read(Place.below(reader, before), PAGE);
            page.stream().filter(shown -> shown.entryId() > after && shown.posterId() != reader)
                    .filter(shown -> told.add(shown.entryId())).forEach(news::add);
            if (page.size() < PAGE || page.getLast().entryId() <= after) {
                break;
            }
            before = page.getLast().entryId();
        }
        forgetOldest();
        return news;
    }

    private void forgetOldest() {
        if (told.size() > 2 * MOST) {
            List<Long> ascending = told.stream().sorted().toList();
            after = ascending.get(MOST);
            told.removeIf(entry -> entry <= after);
        }
    }
}
