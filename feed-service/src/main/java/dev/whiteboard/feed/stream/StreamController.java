package dev.whiteboard.feed.stream;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.AccessTokens;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.TokenCheck;
import dev.whiteboard.feed.home.Home;
import dev.whiteboard.feed.person.UserId;
import dev.whiteboard.feed.tweet.TweetId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Opens streams. A browser's EventSource cannot send headers, so the token may also be a parameter; the path is public for
 * the doors of the service and checked here.
 */
@RestController
class StreamController implements AutoCloseable {
    private static final long FOR_EVER = -1;

    private final Home home;
    private final Activity activity;
    private final AccessTokens tokens;
    private final StreamProperties properties;
    private final InstantSource clock = InstantSource.system();
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();

    StreamController(Home home, Activity activity, AccessTokens tokens, StreamProperties properties) {
        this.home = home;
        this.activity = activity;
        this.tokens = tokens;
        this.properties = properties;
    }

    @GetMapping(path = "/api/v1/feed/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@AuthenticationPrincipal @Nullable Caller bearer,
            @RequestParam(name = "access_token", required = false) @Nullable String token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        Caller caller = bearer != null ? bearer : check(token);
        long me = UserId.of(caller);
        if (open.size() >= properties.most()) {
            throw Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "this node holds as many streams as it may")
                    .retryAfter(Duration.ofSeconds(5)).asException();
        }
        long after = last == null || last.isEmpty()
                ? News.top(home, me)
                : TweetId.parse(last).orElseThrow(() -> Problem
                        .of(ErrorCode.MALFORMED_REQUEST, "is not an id of this stream").field("Last-Event-ID")
                        .asException());
        SseEmitter emitter = new SseEmitter(FOR_EVER);
        Stream stream = new Stream(emitter, new News(home, me, after), activity, properties, caller.expiresAt(),
                clock);
        open.add(stream);
        emitter.onCompletion(() -> close(stream));
        emitter.onError(failure -> close(stream));
        Thread.ofVirtual().name("stream").start(stream);
        return emitter;
    }

    private Caller check(@Nullable String token) {
        if (token == null) {
            throw Problem.of(ErrorCode.UNAUTHENTICATED, "this needs an access token").asException();
        }
        return switch (tokens.check(token).toCompletableFuture().join()) {
            case TokenCheck.Valid(Caller caller) -> caller;
            case TokenCheck.Invalid(String reason) -> throw Problem
                    .of(ErrorCode.INVALID_TOKEN, "the access token is not valid: " + reason).asException();
            case TokenCheck.Unverifiable() -> throw Problem
                    .of(ErrorCode.SERVICE_UNAVAILABLE, "tokens cannot be verified at the moment")
                    .retryAfter(Duration.ofSeconds(2)).asException();
        };
    }

    private void close(Stream stream) {
        open.remove(stream);
        stream.close();
    }

    @Override
    public void close() {
        open.forEach(Stream::close);
    }
}
