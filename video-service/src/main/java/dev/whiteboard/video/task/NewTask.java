package dev.whiteboard.video.task;

import dev.whiteboard.video.ladder.Section;
import java.util.List;

/**
 * Something that will have to be done.
 *
 * @param priority the lowest first
 * @param waiting whether it is held back until it is opened
 */
public record NewTask(String name, Kind kind, int priority, Section section, List<Integer> rungs, boolean waiting) {
    private static final Section ALL = new Section(0, 0, 0, 0);

    /** One that concerns the whole video. */
    public static NewTask whole(String name, Kind kind, int priority, boolean waiting) {
        return new NewTask(name, kind, priority, ALL, List.of(), waiting);
    }
}
