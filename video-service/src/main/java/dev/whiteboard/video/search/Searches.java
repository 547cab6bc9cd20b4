package dev.whiteboard.video.search;

import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.common.search.SearchUnavailable;
import dev.whiteboard.video.catalog.VideoId;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the index. While it does not answer, most who ask are told so at once instead of waiting for it. */
final class Searches {
    /** More than are shown: several may have one title, or be gone. */
    private static final int MOST_SUGGESTED = 24;

    private final Elastic elastic;
    private final String alias;
    private final Feed feed;
    private final CircuitBreaker breaker;

    Searches(Elastic elastic, String alias, Feed feed, CircuitBreaker breaker) {
        this.elastic = elastic;
        this.alias = alias;
        this.feed = feed;
        this.breaker = breaker;
    }

    /** A video, how well it fits, and where in the list it stands. */
    record Hit(VideoId video, double score, List<String> place) {}

    /**
     * Those with the words, the best first; without words all, the newest first.
     *
     * @param after where the page before this one ended
     */
    List<Hit> find(String words, int most, @Nullable List<String> after) {
        Map<String, Object> newest = Map.of("id", "desc");
        var body = new HashMap<String, Object>(Map.of("size", most, "_source", false, "track_total_hits",
                false, "query", query(words), "sort",
                words.isEmpty() ? List.of(newest) : List.of(Map.of("_score", "desc"), newest)));
        if (after != null) {
            body.put("search_after", after);
        }
        return hits(ask(body));
    }

    /** All words have to be there, up to two of four; one or two letters of a longer word may be wrong, the first not. */
    private static Map<String, Object> query(String words) {
        if (words.isEmpty()) {
            return Map.of("match_all", Map.of());
        }
        return Map.of("multi_match", Map.of("query", words, "fields", List.of("title^3", "tags^2", "description"),
                "fuzziness", "AUTO:4,8", "prefix_length", 1, "max_expansions", 30, "minimum_should_match", "3<75%"));
    }

    /** Videos whose title begins like this, or has a word that does; a typo is forgiven. */
    List<VideoId> suggest(String beginning) {
        JsonNode answer = ask(Map.of("_source", false, "suggest",
                Map.of("titles", Map.of("prefix", beginning, "completion", Map.of("field", "suggest", "size",
                        MOST_SUGGESTED, "fuzzy",
                        Map.of("fuzziness", "AUTO:4,8", "prefix_length", 1))))));
        return answer.path("suggest").path("titles").path(0).path("options").valueStream()
                .map(option -> VideoId.of(option.path("_id").asString())).distinct().toList();
    }

    /** Videos that speak of the same things as these, and are none of them; the most alike first. */
    List<Hit> like(List<VideoId> videos, int most) {
        List<Map<String, String>> these = videos.stream()
                .map(video -> Map.of("_index", alias, "_id", video.toString())).toList();
        return hits(ask(Map.of("size", most, "_source", false, "query",
                Map.of("more_like_this",
                        Map.of("fields", List.of("title", "tags", "description"), "like", these, "min_term_freq", 1,
                                "min_doc_freq", 2, "max_query_terms", 25, "minimum_should_match", "20%")))));
    }

    private static List<Hit> hits(JsonNode answer) {
        List<Hit> hits = new ArrayList<>();
        for (JsonNode hit : answer.path("hits").path("hits")) {
            hits.add(new Hit(VideoId.of(hit.path("_id").asString()), hit.path("_score").asDouble(0),
                    hit.path("sort").valueStream().map(JsonNode::asString).toList()));
        }
        return hits;
    }

    /** Before there has ever been an index, nothing is in it. */
    private JsonNode ask(Object body) {
        try {
            return breaker.executeSupplier(() -> elastic.call("POST", "/" + alias + "/_search", body));
        } catch (CallNotPermittedException e) {
            throw new SearchUnavailable("the index did not answer lately", e);
        } catch (Elastic.Refused e) {
            if (!e.missing()) {
                throw e;
            }
            if (feed.hasBegun()) {
                throw new SearchUnavailable("the index is being made anew", e);
            }
            return Elastic.JSON.createObjectNode();
        }
    }
}
