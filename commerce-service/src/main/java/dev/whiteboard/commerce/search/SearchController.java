package dev.whiteboard.commerce.search;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.SERVICE_UNAVAILABLE;

import dev.whiteboard.commerce.search.SearchRules.Sent;
import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.search.SearchUnavailable;
import dev.whiteboard.common.web.list.ListQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search, for everybody. */
@RestController
class SearchController {
    private static final Logger LOG = LoggerFactory.getLogger(SearchController.class);
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final Optional<Searches> searches;
    private final SearchRules rules;
    private final SignedCursors cursors;

    SearchController(Optional<Searches> searches, SearchRules rules, SignedCursors cursors) {
        this.searches = searches;
        this.rules = rules;
        this.cursors = cursors;
    }

    /** What the suggestions are. */
    record Suggestions(List<String> data) {}

    @GetMapping("/api/v1/search")
    SearchResult search(@RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(name = "min_price", required = false) @Nullable String minPrice,
            @RequestParam(name = "max_price", required = false) @Nullable String maxPrice,
            @RequestParam(required = false) @Nullable String rating,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String sort, ListQuery query) {
        ProductSearch search = rules.check(new Sent(q, category, minPrice, maxPrice, rating, currency, sort));
        String scope = search.scope();
        List<Object> after = query.cursor() == null ? null : position(scope, query.cursor());
        return ask(engine -> engine.find(search, query.limit(), after,
                end -> cursors.sign(scope, end.stream().map(String::valueOf).toArray(String[]::new))));
    }

    @GetMapping("/api/v1/search/suggest")
    Suggestions suggest(@RequestParam(defaultValue = "") String q) {
        String beginning = rules.beginning(q);
        return new Suggestions(beginning.isEmpty() ? List.of() : ask(engine -> engine.suggest(beginning)));
    }

    private <T> T ask(Function<Searches, T> question) {
        try {
            return question.apply(searches.orElseThrow(() -> new SearchUnavailable("there is no index here")));
        } catch (SearchUnavailable e) {
            LOG.debug("somebody could not search", e);
            throw Problem.of(SERVICE_UNAVAILABLE, "search is not available right now; products and orders are")
                    .retryAfter(COME_BACK).asException();
        }
    }

    private List<Object> position(String scope, String cursor) {
        return List.copyOf(cursors.open(scope, cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this search").field("cursor").asException()));
    }
}
