package dev.whiteboard.feed.tweet;

import dev.whiteboard.common.media.MediaDirectory;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.feed.person.People;
import dev.whiteboard.feed.person.UserId;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tweets and retweets. */
@RestController
@RequestMapping("/api/v1/tweets")
class TweetController {
    private final Tweets tweets;
    private final People people;
    private final MediaDirectory media;

    TweetController(Tweets tweets, People people, MediaDirectory media) {
        this.tweets = tweets;
        this.people = people;
        this.media = media;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TweetView post(@RequestBody TweetRequest request, @AuthenticationPrincipal Caller caller) {
        Draft draft = Draft.of(request).checked(media, caller.userId());
        return tweets.post(people.noted(caller), draft);
    }

    @GetMapping("/{id}")
    TweetView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return tweets.see(UserId.of(caller), TweetId.inPath(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        tweets.delete(UserId.of(caller), TweetId.inPath(id));
    }

    @PostMapping("/{id}/retweet")
    TweetView retweet(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        long tweet = TweetId.inPath(id);
        return tweets.retweet(people.noted(caller), tweet);
    }

    @DeleteMapping("/{id}/retweet")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unretweet(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        tweets.unretweet(UserId.of(caller), TweetId.inPath(id));
    }
}
