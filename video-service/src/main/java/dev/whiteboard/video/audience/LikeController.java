package dev.whiteboard.video.audience;

import dev.whiteboard.common.security.Caller;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoView;
import dev.whiteboard.video.catalog.VideoViews;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Liking, and not liking any more. Both may be repeated. */
@RestController
@RequestMapping("/api/v1/videos/{id}/like")
class LikeController {
    private final Likes likes;
    private final Catalogue catalogue;
    private final VideoViews views;

    LikeController(Likes likes, Catalogue catalogue, VideoViews views) {
        this.likes = likes;
        this.catalogue = catalogue;
        this.views = views;
    }

    @PostMapping
    VideoView like(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        VideoId video = VideoId.of(id);
        likes.add(video, caller.userId());
        return views.of(catalogue.find(video).orElseThrow(VideoId::missing));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlike(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        likes.remove(VideoId.of(id), caller.userId());
    }
}
