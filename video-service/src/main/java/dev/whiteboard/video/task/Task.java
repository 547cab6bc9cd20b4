package dev.whiteboard.video.task;

import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.ladder.Section;
import java.util.List;

/**
 * Something to do, as one worker holds it.
 *
 * @param name tells it from the video's others
 * @param section what of the video it concerns; only for sections
 * @param rungs which renditions it makes; only for sections
 * @param attempt who holds it: the next holder has a higher one, and what is written for this one counts no more
 * @param failures how often it was tried in vain
 */
public record Task(VideoId video, String name, Kind kind, Section section, List<Integer> rungs, int attempt,
        int failures) {
    public Task {
        rungs = List.copyOf(rungs);
    }
}
