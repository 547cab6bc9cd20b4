package dev.whiteboard.video.recommend;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.whiteboard.video.catalog.VideoView;
import dev.whiteboard.video.recommend.Ranked.Reason;
import java.util.List;

/**
 * A recommended video on the wire.
 *
 * @param score the sum of the reasons' scores, before channels are mixed
 * @param reasons what speaks for it, the strongest first
 */
record Recommendation(@JsonUnwrapped VideoView video, double score, List<Reason> reasons) {}
