package dev.whiteboard.video.catalog;

import dev.whiteboard.video.catalog.VideoView.FailureView;
import dev.whiteboard.video.catalog.VideoView.RenditionView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows videos with what of them can be played. */
@Component
public class VideoViews {
    private final Renditions renditions;
    private final ViewCounts counts;
    private final CatalogProperties properties;

    VideoViews(Renditions renditions, ViewCounts counts, CatalogProperties properties) {
        this.renditions = renditions;
        this.counts = counts;
        this.properties = properties;
    }

    public VideoView of(Video video) {
        return of(List.of(video)).getFirst();
    }

    /** In the same order. */
    public List<VideoView> of(List<Video> videos) {
        List<VideoId> ids = videos.stream().map(Video::id).toList();
        Map<VideoId, List<Rendition>> playing = renditions.of(ids);
        Map<VideoId, Long> viewed = counts.of(ids);
        return videos.stream().map(video -> view(video, playing.getOrDefault(video.id(), List.of()),
                viewed.getOrDefault(video.id(), video.views()))).toList();
    }

    private VideoView view(Video video, List<Rendition> playing, long viewed) {
        return new VideoView(video.id().toString(), video.ownerId(), video.title(), video.description(), video.tags(),
                video.status().wire(), video.progress(),
                video.failure() == null
                        ? null
                        : new FailureView(video.failure().code().name(), video.failure().message()),
                video.durationMs() == null ? null : video.durationMs() / 1_000.0,
                url(video, "master.m3u8", !playing.isEmpty()), picture(video, "poster.jpg"),
                picture(video, "storyboard.vtt"),
                playing.stream().map(one -> new RenditionView(one.name(), one.width(), one.height(), one.bandwidth(),
                        one.average())).toList(),
                viewed, video.likes(), video.createdAt());
    }

    private @Nullable String picture(Video video, String name) {
        return url(video, "pictures/" + video.pictures() + "/" + name, video.pictures() != null);
    }

    private @Nullable String url(Video video, String name, boolean there) {
        return there ? properties.publicUrl() + "/media/videos/" + video.id() + "/" + name : null;
    }
}
