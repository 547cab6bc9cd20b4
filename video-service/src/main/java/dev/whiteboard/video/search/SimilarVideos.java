package dev.whiteboard.video.search;

import dev.whiteboard.common.search.SearchUnavailable;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.search.Searches.Hit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Videos that speak of the same things as others. */
@Component
public class SimilarVideos {
    private final Optional<Searches> searches;

    SimilarVideos(Optional<Searches> searches) {
        this.searches = searches;
    }

    /** The most alike first, each with how alike it is, from above 0 to 1; nothing while the index cannot be asked. */
    public Optional<Map<VideoId, Double>> to(List<VideoId> videos, int most) {
        if (videos.isEmpty()) {
            return Optional.of(Map.of());
        }
        try {
            return searches.map(index -> shares(index.like(videos, most)));
        } catch (SearchUnavailable e) {
            return Optional.empty();
        }
    }

    private static Map<VideoId, Double> shares(List<Hit> hits) {
        double best = hits.stream().mapToDouble(Hit::score).max().orElse(1);
        Map<VideoId, Double> shares = new LinkedHashMap<>();
        hits.forEach(hit -> shares.put(hit.video(), hit.score() / best));
        return shares;
    }
}
