package dev.whiteboard.video.recommend;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.memory.Memory;
import dev.whiteboard.video.recommend.Ranked.Reason;
import io.lettuce.core.SetArgs;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The order that somebody goes through, held while they do: scores move, and a page must neither repeat nor skip. */
@Component
class Pins {
    private final Memory memory;
    private final RecommendProperties properties;

    /** An entry as it is held. */
    record Pinned(String video, double score, List<Reason> reasons) {
        static Pinned of(Ranked ranked) {
            return new Pinned(ranked.video().toString(), ranked.score(), ranked.reasons());
        }

        VideoId id() {
            return VideoId.of(video);
        }
    }

    Pins(Memory memory, RecommendProperties properties) {
        this.memory = memory;
        this.properties = properties;
    }

    /** @return its name; nothing if it cannot be held */
    Optional<String> pin(String viewer, List<Pinned> order) {
        String scroll = UUID.randomUUID().toString();
        return memory.ask(redis -> redis.set(key(viewer, scroll), Json.tolerant().writeValueAsString(order),
                SetArgs.Builder.px(properties.scroll()))).map(_ -> scroll);
    }

    /** @return nothing if it is over, or Redis is away */
    Optional<List<Pinned>> find(String viewer, String scroll) {
        return memory.ask(redis -> redis.get(key(viewer, scroll)))
                .map(text -> List.of(Json.tolerant().readValue(text, Pinned[].class)));
    }

    private static String key(String viewer, String scroll) {
        return "video:home:{" + viewer + "}:" + scroll;
    }
}
