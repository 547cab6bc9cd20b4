package dev.whiteboard.video.recommend;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What speaks for a video. Part of the contract with clients, in lower case. */
enum Signal {
    /** By a channel that the viewer subscribes to. */
    SUBSCRIBED,
    /** Seen by those who saw what the viewer has seen: collaborative. */
    WATCHED_TOGETHER,
    /** About the same things: content-based. */
    SIMILAR,
    /** By the channel of the video that is being seen. */
    SAME_CHANNEL,
    /** Viewed and liked by many, in comparison with the other candidates. */
    POPULAR,
    /** Published lately. */
    FRESH;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
