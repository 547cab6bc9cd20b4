package dev.whiteboard.video.search;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.SERVICE_UNAVAILABLE;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.common.search.SearchUnavailable;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.video.catalog.Shown;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoView;
import dev.whiteboard.video.catalog.VideoViews;
import dev.whiteboard.video.search.Searches.Hit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Search, for everybody. The index says what is found and in which order; what is shown is read from the table, so nothing
 * is shown that has been deleted, however far the index is behind.
 */
@RestController
class SearchController {
    private static final Logger LOG = LoggerFactory.getLogger(SearchController.class);
    private static final Duration COME_BACK = Duration.ofSeconds(2);
    private static final int LONGEST = 200;
    private static final int MOST_SUGGESTED = 8;

    private final Optional<Searches> searches;
    private final Shown shown;
    private final VideoViews views;
    private final SignedCursors cursors;

    SearchController(Optional<Searches> searches, Shown shown, VideoViews views, SignedCursors cursors) {
        this.searches = searches;
        this.shown = shown;
        this.views = views;
        this.cursors = cursors;
    }

    /** What the suggestions are: titles. */
    record Suggestions(List<String> data) {}

    @GetMapping("/api/v1/videos/search")
    Page<VideoView> search(@RequestParam(defaultValue = "") String q, ListQuery query) {
        String words = words(q);
        String scope = "video-search:" + words;
        List<String> after = query.cursor() == null ? null : position(scope, query.cursor());
        List<Hit> hits = ask(index -> index.find(words, query.limit() + 1, after));
        List<Hit> page = hits.subList(0, Math.min(query.limit(), hits.size()));
        String next = hits.size() > page.size()
                ? cursors.sign(scope, page.getLast().place().toArray(String[]::new))
                : null;
        return Page.of(views.of(shown.of(page.stream().map(Hit::video).toList())), next);
    }

    @GetMapping("/api/v1/videos/search/suggest")
    Suggestions suggest(@RequestParam(defaultValue = "") String q) {
        String beginning = words(q);
        return new Suggestions(beginning.isEmpty()
                ? List.of()
                : shown.of(ask(index -> index.suggest(beginning))).stream().map(Video::title).distinct()
                        .limit(MOST_SUGGESTED).toList());
    }

    private static String words(String q) {
        String words = q.strip();
        if (words.length() > LONGEST) {
            throw Problem.of(VALIDATION_ERROR, "must have at most " + LONGEST + " characters").field("q")
                    .asException();
        }
        return words;
    }

    private <T> T ask(Function<Searches, T> question) {
        try {
            return question.apply(searches.orElseThrow(() -> new SearchUnavailable("there is no index here")));
        } catch (SearchUnavailable e) {
            LOG.debug("somebody could not search", e);
            throw unavailable();
        }
    }

    static ProblemException unavailable() {
        return Problem.of(SERVICE_UNAVAILABLE, "search is not available right now; videos are").retryAfter(COME_BACK)
                .asException();
    }

    private List<String> position(String scope, String cursor) {
        return cursors.open(scope, cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this search").field("cursor").asException());
    }
}
