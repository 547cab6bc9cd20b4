package dev.whiteboard.feed.stream;

import dev.whiteboard.feed.tweet.Shown;
import dev.whiteboard.feed.tweet.TweetId;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One reader's stream, on a thread of its own: whoever reads slowly holds up nobody else. It ends with its token. */
final class Stream implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);

    private final SseEmitter emitter;
    private final News news;
    private final Activity activity;
    private final StreamProperties properties;
    private final Instant end;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long lastWord;

    Stream(SseEmitter emitter, News news, Activity activity, StreamProperties properties, Instant end,
            InstantSource clock) {
        this.emitter = emitter;
        this.news = news;
        this.activity = activity;
        this.properties = properties;
        this.end = end;
        this.clock = clock;
    }

    void close() {
        closed.countDown();
    }

    @Override
    public void run() {
        try {
            say(SseEmitter.event().comment("open"));
            tell();
            while (!over() && clock.instant().isBefore(end)) {
                beat();
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            // the container was told of it before, and completes the request itself: doing so here too may throw
            LOG.debug("nobody listens any more: {}", gone.toString());
        }
    }

    private boolean over() {
        try {
            return closed.await(properties.batch().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void beat() throws IOException {
        if (activity.lately()) {
            tell();
        }
        if (clock.millis() - lastWord >= properties.heartbeat().toMillis()) {
            say(SseEmitter.event().comment("still here"));
        }
    }

    private void tell() throws IOException {
        List<Shown> shown;
        try {
            shown = news.next();
        } catch (RuntimeException e) {
            LOG.debug("news come later: {}", e.toString());
            return;
        }
        if (!shown.isEmpty()) {
            long highest = shown.stream().mapToLong(Shown::entryId).max().orElseThrow();
            say(SseEmitter.event().name("new_tweets").id(TweetId.text(highest)).data(
                    new NewTweets(shown.size(), shown.stream().map(entry -> entry.view().tweetId()).toList()),
                    MediaType.APPLICATION_JSON));
        }
    }

    private void say(SseEmitter.SseEventBuilder event) throws IOException {
        emitter.send(event);
        lastWord = clock.millis();
    }
}
