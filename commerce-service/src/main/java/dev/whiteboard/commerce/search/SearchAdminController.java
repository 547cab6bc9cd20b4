package dev.whiteboard.commerce.search;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For operators. */
@RestController
class SearchAdminController {
    private final RebuildWishes wishes;

    SearchAdminController(RebuildWishes wishes) {
        this.wishes = wishes;
    }

    /** Fills a new index beside the present one, which answers until the new one is complete. */
    @PostMapping("/admin/search/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rebuild() {
        wishes.add();
    }
}
