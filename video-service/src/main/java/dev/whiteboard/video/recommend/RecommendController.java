package dev.whiteboard.video.recommend;

import static dev.whiteboard.common.problem.ErrorCode.GONE;
import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.recommend.Pins.Pinned;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What to see next: at home, and beside a video. Lists are held for a while; what is shown of them is read from the table,
 * so what is deleted is gone from the next page on.
 */
@RestController
@RequestMapping("/api/v1/videos")
class RecommendController {
    private static final int KEPT = 10_000;

    private final Recommendations recommendations;
    private final Pins pins;
    private final Pages pages;
    private final Catalogue catalogue;
    private final SignedCursors cursors;
    private final Cache<VideoId, List<Pinned>> related;

    RecommendController(Recommendations recommendations, Pins pins, Pages pages, Catalogue catalogue,
            SignedCursors cursors, RecommendProperties properties) {
        this.recommendations = recommendations;
        this.pins = pins;
        this.pages = pages;
        this.catalogue = catalogue;
        this.cursors = cursors;
        this.related = Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(properties.related()).build();
    }

    @GetMapping("/feed")
    Page<Recommendation> home(ListQuery query, @AuthenticationPrincipal Caller caller) {
        String viewer = caller.userId();
        if (query.cursor() == null) {
            List<Pinned> order = recommendations.home(viewer).stream().map(Pinned::of).toList();
            String scroll = order.size() <= query.limit() ? null : pins.pin(viewer, order).orElse(null);
            return page(viewer, order, 0, query.limit(), scroll);
        }
        List<String> place = cursors.open(scope(viewer), query.cursor()).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this feed").field("cursor").asException());
        List<Pinned> order = pins.find(viewer, place.getFirst()).orElseThrow(
                () -> Problem.of(GONE, "this scroll is over; begin again at the top").field("cursor").asException());
        return page(viewer, order, Integer.parseInt(place.getLast()), query.limit(), place.getFirst());
    }

    /** @param scroll null if the order could not be held: then there is only this page */
    private Page<Recommendation> page(String viewer, List<Pinned> order, int from, int limit,
            @Nullable String scroll) {
        Pages.Part part = pages.of(order, from, limit);
        return Page.of(part.shown(), scroll == null || part.end() >= order.size()
                ? null
                : cursors.sign(scope(viewer), scroll, Integer.toString(part.end())));
    }

    @GetMapping("/{id}/related")
    Page<Recommendation> related(@PathVariable String id, ListQuery query) {
        Video video = catalogue.find(VideoId.of(id)).orElseThrow(VideoId::missing);
        if (query.cursor() != null) {
            throw Problem.of(INVALID_CURSOR, "this list has one page").field("cursor").asException();
        }
        List<Pinned> order = related.get(video.id(),
                _ -> recommendations.related(video).stream().map(Pinned::of).toList());
        return Page.last(pages.of(order, 0, query.limit()).shown());
    }

    private static String scope(String viewer) {
        return "video-home:" + viewer;
    }
}
