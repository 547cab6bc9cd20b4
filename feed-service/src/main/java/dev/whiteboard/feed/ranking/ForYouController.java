package dev.whiteboard.feed.ranking;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.feed.home.FeedPage;
import dev.whiteboard.feed.person.UserId;
import dev.whiteboard.feed.timeline.RedisAway;
import dev.whiteboard.feed.timeline.Scrolls;
import dev.whiteboard.feed.tweet.Shown;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The ranked feed. The first page ranks and pins the order; the cursor goes through it, so pages neither repeat nor skip,
 * however scores move meanwhile. A scroll that is too old, or was lost with Redis, ends with 410: better than one that
 * repeats. While Redis does not answer, a scroll under way gets 503 and goes on where it was afterwards.
 */
@RestController
class ForYouController {
    private static final Duration SCROLL = Duration.ofMinutes(30);
    private static final Duration SEEN = Duration.ofHours(12);

    private final Ranking ranking;
    private final CandidateStore store;
    private final Scrolls scrolls;
    private final SignedCursors cursors;
    private final InstantSource clock = InstantSource.system();

    ForYouController(Ranking ranking, CandidateStore store, Scrolls scrolls, SignedCursors cursors) {
        this.ranking = ranking;
        this.store = store;
        this.scrolls = scrolls;
        this.cursors = cursors;
    }

    @GetMapping(path = "/api/v1/feed", params = "mode=for_you")
    FeedPage feed(ListQuery query, @AuthenticationPrincipal Caller caller) {
        long me = UserId.of(caller);
        if (query.cursor() == null) {
            Pin pin = Pin.of(ranking.rank(me));
            String scroll = UUID.randomUUID().toString();
            boolean pinned = pin.items().size() <= query.limit() || scrolls.pin(me, scroll, pin.text(), SCROLL);
            return page(me, pin, 0, query.limit(), pinned ? scroll : null);
        }
        List<String> parts = cursors.open(scope(me), query.cursor()).orElseThrow(() -> Problem
                .of(ErrorCode.INVALID_CURSOR, "is not a cursor of this feed").field("cursor").asException());
        Pin pin = pinned(me, parts.getFirst());
        return page(me, pin, Integer.parseInt(parts.getLast()), query.limit(), parts.getFirst());
    }

    private Pin pinned(long me, String scroll) {
        try {
            return scrolls.pinned(me, scroll).map(Pin::read).orElseThrow(() -> Problem
                    .of(ErrorCode.GONE, "this scroll is over; begin again at the top").field("cursor").asException());
        } catch (RedisAway away) {
            throw Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "this scroll cannot be read right now; ask for it again")
                    .asException();
        }
    }

    /** @param scroll null if the order could not be pinned: then there is only this page */
    private FeedPage page(long me, Pin pin, int from, int limit, @Nullable String scroll) {
        List<Shown> page = new ArrayList<>();
        int place = from;
        while (page.size() < limit && place < pin.items().size()) {
            List<Pin.Item> items = pin.items().subList(place,
                    Math.min(place + limit - page.size(), pin.items().size()));
            page.addAll(store.still(me, items.stream().map(Pin.Item::entry).toList(),
                    items.stream().filter(Pin.Item::followed).map(Pin.Item::entry).toList()));
            place += items.size();
        }
        scrolls.see(me, page.stream().map(Shown::entryId).toList(), clock.millis(), SEEN);
        String next = scroll == null || place >= pin.items().size()
                ? null
                : cursors.sign(scope(me), scroll, Integer.toString(place));
        return new FeedPage(page.stream().map(Shown::view).toList(), next);
    }

    private static String scope(long me) {
        return "for_you:" + me;
    }
}
