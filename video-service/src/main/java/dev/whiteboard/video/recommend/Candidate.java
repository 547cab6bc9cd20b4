package dev.whiteboard.video.recommend;

import dev.whiteboard.video.catalog.VideoId;
import java.time.Instant;
import java.util.Map;

/**
 * A video that may be recommended.
 *
 * @param acclaim views and likes, added up
 * @param strengths how much each signal that some source has seen speaks for it, from 0 to 1
 */
record Candidate(VideoId video, String channel, Instant published, long acclaim, Map<Signal, Double> strengths) {
    Candidate {
        strengths = Map.copyOf(strengths);
    }
}
