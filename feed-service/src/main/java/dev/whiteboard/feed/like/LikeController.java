package dev.whiteboard.feed.like;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.feed.person.People;
import dev.whiteboard.feed.person.UserId;
import dev.whiteboard.feed.tweet.TweetId;
import dev.whiteboard.feed.tweet.TweetView;
import dev.whiteboard.feed.tweet.Tweets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Liking, and not liking any more. Both may be repeated. */
@RestController
@RequestMapping("/api/v1/tweets/{id}/like")
class LikeController {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Tweets tweets;
    private final People people;
    private final LikeWriter writer;

    LikeController(Tweets tweets, People people, LikeWriter writer) {
        this.tweets = tweets;
        this.people = people;
        this.writer = writer;
    }

    @PostMapping
    TweetView like(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return wish(id, people.noted(caller), true);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlike(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        wish(id, UserId.of(caller), false);
    }

    private TweetView wish(String id, long me, boolean liked) {
        long tweet = TweetId.inPath(id);
        tweets.see(me, tweet);
        Wish wish = new Wish(tweet, me, liked);
        writer.submit(wish);
        try {
            wish.done().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
        return tweets.see(me, tweet);
    }

    private static RuntimeException unavailable() {
        return Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "likes cannot be written at the moment")
                .retryAfter(Duration.ofSeconds(1)).asException();
    }
}
