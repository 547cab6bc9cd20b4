package dev.whiteboard.video.recommend;

import dev.whiteboard.video.catalog.Shown;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.search.SimilarVideos;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/** Finds candidates, ranks and mixes them. A source that is away is left out. */
@Service
class Recommendations {
    private static final int FROM_EACH = 100;
    private static final int LATEST = 10;
    private static final int WATCHED = 500;
    private static final String NOBODY = "";

    private final CandidateStore store;
    private final SimilarVideos similar;
    private final Shown shown;
    private final Ranking ranking;
    private final Variety variety;
    private final InstantSource clock = InstantSource.system();

    Recommendations(CandidateStore store, SimilarVideos similar, Shown shown, RecommendProperties properties) {
        this.store = store;
        this.similar = similar;
        this.shown = shown;
        this.ranking = new Ranking(properties.weights());
        this.variety = new Variety(properties.weights().again());
    }

    /** For somebody who wants to see something: nothing of their own, and nothing that they have seen lately. */
    List<Ranked> home(String viewer) {
        List<VideoId> watched = store.watched(viewer, WATCHED);
        List<VideoId> latest = watched.subList(0, Math.min(LATEST, watched.size()));
        var gathering = new Gathering();
        gathering.add(store.newest(FROM_EACH));
        gathering.add(Signal.SUBSCRIBED, store.subscribed(viewer, FROM_EACH));
        Map<VideoId, Long> together = store.together(latest, viewer, FROM_EACH);
        gathering.add(together.keySet());
        gathering.add(Signal.SIMILAR, similar.to(latest, FROM_EACH).orElse(Map.of()));
        gathering.remove(watched);
        return ranked(gathering, together, video -> !video.ownerId().equals(viewer));
    }

    /** To be shown beside a video. */
    List<Ranked> related(Video video) {
        var gathering = new Gathering();
        gathering.add(store.newest(LATEST));
        gathering.add(Signal.SAME_CHANNEL, store.newestOf(video.ownerId(), LATEST));
        Map<VideoId, Long> together = store.together(List.of(video.id()), NOBODY, FROM_EACH);
        gathering.add(together.keySet());
        gathering.add(Signal.SIMILAR, similar.to(List.of(video.id()), FROM_EACH).orElse(Map.of()));
        gathering.remove(List.of(video.id()));
        return ranked(gathering, together, _ -> true);
    }

    private List<Ranked> ranked(Gathering gathering, Map<VideoId, Long> together,
            Predicate<Video> wanted) {
        List<Video> there = shown.of(gathering.videos()).stream().filter(wanted).toList();
        return variety.of(ranking.of(gathering.candidates(there, together), clock.instant()));
    }
}
