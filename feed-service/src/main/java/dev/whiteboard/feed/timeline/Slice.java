package dev.whiteboard.feed.timeline;

import java.util.List;

/**
 * A part of a timeline.
 *
 * @param entries the newest first
 * @param down the timeline's word reaches down to here: of all that was pushed above this id, nothing is missing
 * @param last whether the timeline knows nothing below
 */
public record Slice(List<Long> entries, long down, boolean last) {
    public Slice {
        entries = List.copyOf(entries);
    }
}
