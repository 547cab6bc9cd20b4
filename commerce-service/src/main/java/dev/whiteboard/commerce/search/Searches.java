package dev.whiteboard.commerce.search;

import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.common.search.SearchUnavailable;
import dev.whiteboard.common.web.list.Page;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the index. While it does not answer, most who ask are told so at once instead of waiting for it. */
final class Searches {
    private static final int MOST_SUGGESTED = 8;

    private final Elastic elastic;
    private final String alias;
    private final CircuitBreaker breaker;

    Searches(Elastic elastic, String alias, CircuitBreaker breaker) {
        this.elastic = elastic;
        this.alias = alias;
        this.breaker = breaker;
    }

    /**
     * @param after where the page before this one ended
     * @param cursor writes down where this one ends
     */
    SearchResult find(ProductSearch search, int most, @Nullable List<Object> after,
            Function<List<Object>, String> cursor) {
        JsonNode answer = ask(SearchBody.of(search, most + 1, after));
        List<JsonNode> hits = answer.path("hits").path("hits").valueStream().toList();
        List<JsonNode> page = hits.subList(0, Math.min(most, hits.size()));
        String next = hits.size() > page.size() ? cursor.apply(end(page.getLast())) : null;
        return new SearchResult(page.stream().map(SearchAnswer::hit).toList(), SearchAnswer.facets(search, answer),
                SearchAnswer.total(answer), new Page.Pagination(next, next != null));
    }

    private static List<Object> end(JsonNode last) {
        List<Object> values = new ArrayList<>();
        last.path("sort").valueStream().forEach(value -> values.add(value.asString()));
        return values;
    }

    /** Titles that begin like this, or have a word that does; a typo is forgiven. */
    List<String> suggest(String beginning) {
        JsonNode answer = ask(Map.of("_source", List.of("title"), "suggest",
                Map.of("titles", Map.of("prefix", beginning, "completion", Map.of("field", "suggest", "size",
                        MOST_SUGGESTED, "skip_duplicates", true, "fuzzy",
                        Map.of("fuzziness", "AUTO:4,8", "prefix_length", 1))))));
        return answer.path("suggest").path("titles").path(0).path("options").valueStream()
                .map(option -> option.path("_source").path("title").asString()).distinct().toList();
    }

    /** Ids of other products on sale that speak of the same things; those of the same category first. */
    List<Long> like(long id, String category, int most) {
        Map<String, Object> same = Map.of("more_like_this",
                Map.of("fields", List.of("title", "description"), "like",
                        List.of(Map.of("_index", alias, "_id", Long.toString(id))), "min_term_freq", 1, "min_doc_freq",
                        2, "max_query_terms", 20, "minimum_should_match", "20%"));
        Map<String, Object> nearby = Map.of("constant_score",
                Map.of("filter", Map.of("term", Map.of("category", category)), "boost", 2));
        JsonNode answer = ask(
                Map.of("size", most, "_source", List.of("id"), "query", Map.of("bool", Map.of("must", same,
                        "filter", List.of(Map.of("term", Map.of("state", "active"))), "should", List.of(nearby)))));
        return answer.path("hits").path("hits").valueStream().map(hit -> hit.path("_source").path("id").asLong())
                .toList();
    }

    private JsonNode ask(Object body) {
        try {
            return breaker.executeSupplier(() -> elastic.call("POST", "/" + alias + "/_search", body));
        } catch (CallNotPermittedException e) {
            throw new SearchUnavailable("the index did not answer lately", e);
        } catch (Elastic.Refused e) {
            if (e.missing()) {
                throw new SearchUnavailable("the index is being made", e);
            }
            throw e;
        }
    }
}
