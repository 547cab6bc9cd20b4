package dev.whiteboard.video.recommend;

import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What sources have found, each video once with all that speaks for it. */
final class Gathering {
    /** A like says more than a view. */
    private static final long LIKE = 10;

    private final Map<VideoId, Map<Signal, Double>> found = new LinkedHashMap<>();

    /** Nothing speaks for them but what they are. */
    void add(Collection<VideoId> videos) {
        videos.forEach(this::strengths);
    }

    void add(Signal signal, Collection<VideoId> videos) {
        videos.forEach(video -> strengths(video).put(signal, 1.0));
    }

    /** @param strengths from 0 to 1 */
    void add(Signal signal, Map<VideoId, Double> strengths) {
        strengths.forEach((video, strength) -> strengths(video).put(signal, strength));
    }

    void remove(Collection<VideoId> videos) {
        videos.forEach(found::remove);
    }

    private Map<Signal, Double> strengths(VideoId video) {
        return found.computeIfAbsent(video, _ -> new EnumMap<>(Signal.class));
    }

    List<VideoId> videos() {
        return List.copyOf(found.keySet());
    }

    /**
     * Those that can be shown. Videos that everybody watches are watched together with everything, so how many watched two
     * together is compared with how many watched the other at all (the cosine, but for what is common to all).
     *
     * @param together how many watched it together with what the viewer has seen
     */
    List<Candidate> candidates(List<Video> shown, Map<VideoId, Long> together) {
        Map<VideoId, Double> close = new LinkedHashMap<>();
        shown.forEach(video -> {
            Long viewers = together.get(video.id());
            if (viewers != null) {
                close.put(video.id(), viewers / Math.sqrt(Math.max(viewers, video.views())));
            }
        });
        double closest = close.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        close.forEach((video, strength) -> strengths(video).put(Signal.WATCHED_TOGETHER, strength / closest));
        return shown.stream().map(video -> new Candidate(video.id(), video.ownerId(), video.createdAt(),
                video.views() + LIKE * video.likes(), strengths(video.id()))).toList();
    }
}
