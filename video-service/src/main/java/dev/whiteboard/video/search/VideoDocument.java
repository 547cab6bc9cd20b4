package dev.whiteboard.video.search;

import dev.whiteboard.video.catalog.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the index holds of a video: what it is found by. What is shown of it comes from the table. */
final class VideoDocument {
    private static final int MOST_BEGINNINGS = 4;

    private VideoDocument() {}

    static Map<String, Object> of(Video video) {
        return Map.of("id", video.id().number(), "title", video.title(), "description", video.description(), "tags",
                video.tags(), "owner_id", video.ownerId(), "suggest", Map.of("input", beginnings(video.title())));
    }

    /** A title is suggested to who types its beginning, or the beginning of its second, third or fourth word. */
    private static List<String> beginnings(String title) {
        List<String> beginnings = new ArrayList<>();
        String rest = title.replaceAll("\\p{Cntrl}", " ").strip();
        while (!rest.isEmpty() && beginnings.size() < MOST_BEGINNINGS) {
            beginnings.add(rest);
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space + 1).strip();
        }
        return beginnings;
    }
}
