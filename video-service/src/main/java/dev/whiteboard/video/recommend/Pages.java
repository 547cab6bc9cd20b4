package dev.whiteboard.video.recommend;

import java.util.Objects;
import dev.whiteboard.video.catalog.Shown;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoView;
import dev.whiteboard.video.catalog.VideoViews;
import dev.whiteboard.video.recommend.Pins.Pinned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Fills pages from an order that was made a while ago: with what is still there. */
@Component
class Pages {
    private final Shown shown;
    private final VideoViews views;

    Pages(Shown shown, VideoViews views) {
        this.shown = shown;
        this.views = views;
    }

    /** @param end where the next page begins */
    record Part(List<Recommendation> shown, int end) {}

    Part of(List<Pinned> order, int from, int limit) {
        List<Video> there = new ArrayList<>();
        int end = from;
        while (there.size() < limit && end < order.size()) {
            List<Pinned> some = order.subList(end, Math.min(order.size(), end + limit - there.size()));
            there.addAll(shown.of(some.stream().map(Pinned::id).toList()));
            end += some.size();
        }
        Map<VideoId, Pinned> pinned = order.subList(from, end).stream()
                .collect(Collectors.toMap(Pinned::id, Function.identity()));
        List<VideoView> shownAs = views.of(there);
        List<Recommendation> page = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            Pinned why = Objects.requireNonNull(pinned.get(there.get(i).id()));
            page.add(new Recommendation(shownAs.get(i), why.score(), why.reasons()));
        }
        return new Part(page, end);
    }
}
