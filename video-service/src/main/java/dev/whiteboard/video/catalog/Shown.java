package dev.whiteboard.video.catalog;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What of a list that somebody made may be shown: those that are ready now, in the order of the list. */
@Component
public class Shown {
    private final VideoStore store;

    Shown(VideoStore store) {
        this.store = store;
    }

    public List<Video> of(List<VideoId> list) {
        Map<VideoId, Video> found = store.find(list).stream().filter(video -> video.status() == VideoStatus.READY)
                .collect(Collectors.toMap(Video::id, Function.identity()));
        return list.stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
