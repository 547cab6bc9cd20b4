package dev.whiteboard.feed.home;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.feed.person.UserId;
import dev.whiteboard.feed.tweet.Shown;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reader's own home timeline. */
@RestController
class HomeController {
    private final Home home;
    private final SignedCursors cursors;

    HomeController(Home home, SignedCursors cursors) {
        this.home = home;
        this.cursors = cursors;
    }

    @GetMapping("/api/v1/feed")
    FeedPage feed(ListQuery query, @RequestParam(defaultValue = "following") String mode,
            @AuthenticationPrincipal Caller caller) {
        if (!mode.equals("following")) {
            throw Problem.of(ErrorCode.VALIDATION_ERROR, "must be following or for_you").field("mode").asException();
        }
        long me = UserId.of(caller);
        String scope = "following:" + me;
        Place place = query.cursor() == null ? Place.top(me) : place(me, scope, query.cursor());
        List<Shown> found = home.read(place, query.limit() + 1);
        List<Shown> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new FeedPage(page.stream().map(Shown::view).toList(),
                found.size() > page.size() ? next(scope, query, place, page) : null);
    }

    private String next(String scope, ListQuery query, Place place, List<Shown> page) {
        Instant began = query.cursor() == null ? page.getFirst().asked() : place.asOf().toInstant();
        return cursors.sign(scope, Long.toString(page.getLast().entryId()), began.toString());
    }

    private Place place(long me, String scope, String cursor) {
        return cursors.open(scope, cursor)
                .map(parts -> Place.at(me, Long.parseLong(parts.getFirst()), Instant.parse(parts.getLast())))
                .orElseThrow(() -> Problem.of(ErrorCode.INVALID_CURSOR, "is not a cursor of this feed")
                        .field("cursor").asException());
    }
}
