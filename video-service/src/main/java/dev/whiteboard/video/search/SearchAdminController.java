package dev.whiteboard.video.search;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For operators. */
@RestController
class SearchAdminController {
    private final Optional<Feed> feed;

    SearchAdminController(Optional<Feed> feed) {
        this.feed = feed;
    }

    /** Fills a new index beside the present one, which answers until the new one is complete. */
    @PostMapping("/admin/videos/search/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rebuild() {
        feed.orElseThrow(SearchController::unavailable).wish();
    }
}
