package dev.whiteboard.video.recommend;

import dev.whiteboard.video.catalog.VideoId;
import java.util.List;

/**
 * A recommendation.
 *
 * @param score the sum of its reasons
 * @param reasons what speaks for it, the strongest first
 */
record Ranked(VideoId video, String channel, double score, List<Reason> reasons) {

    /** A signal and what it adds to the score. */
    record Reason(Signal signal, double score) {}
}
