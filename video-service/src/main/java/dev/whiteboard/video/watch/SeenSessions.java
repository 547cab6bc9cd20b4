package dev.whiteboard.video.watch;

import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.memory.Memory;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Sessions whose view is durable already, so that it need not be told again. What is not known here is told once more. */
@Component
class SeenSessions {
    private static final Duration LIFETIME = Duration.ofHours(6);

    private final Memory memory;

    SeenSessions(Memory memory) {
        this.memory = memory;
    }

    boolean contains(VideoId video, String session) {
        return memory.ask(redis -> redis.exists(key(video, session))).orElse(0L) > 0;
    }

    /** Only once that is committed. */
    void add(VideoId video, String session) {
        memory.tell(redis -> redis.set(key(video, session), "1", SetArgs.Builder.px(LIFETIME)));
    }

    private static String key(VideoId video, String session) {
        return "video:seen:{" + video + "}:" + session;
    }
}
