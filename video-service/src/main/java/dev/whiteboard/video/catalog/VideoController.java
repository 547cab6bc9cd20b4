package dev.whiteboard.video.catalog;

import dev.whiteboard.common.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One video, for everybody; its owner may delete it. */
@RestController
@RequestMapping("/api/v1/videos")
class VideoController {
    private final Catalogue catalogue;
    private final VideoViews views;

    VideoController(Catalogue catalogue, VideoViews views) {
        this.catalogue = catalogue;
        this.views = views;
    }

    @GetMapping("/{id}")
    VideoView get(@PathVariable String id) {
        return views.of(catalogue.find(VideoId.of(id)).orElseThrow(VideoId::missing));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        if (!catalogue.delete(VideoId.of(id), caller.userId())) {
            throw VideoId.missing();
        }
    }
}
