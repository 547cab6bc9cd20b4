package dev.whiteboard.feed.tweet;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.feed.person.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The replies to a tweet, and what somebody posted. */
@RestController
class TweetListController {
    private static final long NOBODY = 0;

    private final TweetStore store;
    private final Tweets tweets;
    private final SignedCursors cursors;

    TweetListController(TweetStore store, Tweets tweets, SignedCursors cursors) {
        this.store = store;
        this.tweets = tweets;
        this.cursors = cursors;
    }

    /** Direct replies, oldest first; each says how many it has itself, and is asked for these in turn. */
    @GetMapping("/api/v1/tweets/{id}/replies")
    Page<TweetView> replies(@PathVariable String id, ListQuery query, @AuthenticationPrincipal Caller caller) {
        long me = UserId.of(caller);
        long tweet = TweetId.inPath(id);
        tweets.see(me, tweet);
        String scope = "replies:" + tweet;
        return page(scope, query, store.replies(me, tweet, place(scope, query, 0), query.limit() + 1));
    }

    @GetMapping("/api/v1/users/{id}/tweets")
    Page<TweetView> of(@PathVariable String id, ListQuery query, @AuthenticationPrincipal @Nullable Caller caller) {
        long me = caller == null ? NOBODY : UserId.of(caller);
        long author = UserId.inPath(id);
        String scope = "tweets:" + author;
        return page(scope, query, store.of(me, author, place(scope, query, Long.MAX_VALUE), query.limit() + 1));
    }

    private Page<TweetView> page(String scope, ListQuery query, List<Shown> found) {
        List<Shown> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? cursors.sign(scope, Long.toString(page.getLast().entryId())) : null;
        return Page.of(page.stream().map(Shown::view).toList(), next);
    }

    private long place(String scope, ListQuery query, long start) {
        String cursor = query.cursor();
        return cursor == null
                ? start
                : cursors.open(scope, cursor).map(parts -> Long.parseLong(parts.getFirst())).orElseThrow(() -> Problem
                        .of(ErrorCode.INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
    }
}
