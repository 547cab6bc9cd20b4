package dev.whiteboard.commerce.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search in Elasticsearch's words.
 *
 * <p>
 * A facet counts what a shopper would get by another choice in it: its own filter does not apply to it, all others do. So
 * the filters that have a facet come after the aggregations ({@code post_filter}), and each aggregation repeats those of
 * the others.
 */
final class SearchBody {
    static final String CATEGORIES = "category";
    static final String PRICES = "price";
    static final String RATINGS = "rating";
    static final String SELLERS = "seller";
    static final String CURRENCIES = "currency";
    static final List<Integer> STARS = List.of(4, 3, 2, 1);
    /** In whole units of the currency; the last has no end. */
    static final List<Long> PRICE_STEPS = List.of(0L, 25L, 50L, 100L, 250L, 1_000L);
    private static final int MOST_COUNTED = 10_000;

    private SearchBody() {}

    static Map<String, Object> of(ProductSearch search, int most, @Nullable List<Object> after) {
        Map<String, Map<String, Object>> filters = filters(search);
        var body = new LinkedHashMap<String, Object>();
        body.put("size", most);
        body.put("query", Map.of("bool", Map.of("must", words(search), "filter", List.of(term("state", "active")))));
        if (!filters.isEmpty()) {
            body.put("post_filter", all(filters));
        }
        body.put("sort", search.order().clauses());
        body.put("_source", Map.of("excludes", List.of("description")));
        if (after == null) {
            body.put("aggs", facets(search, filters));
            body.put("track_total_hits", MOST_COUNTED);
        } else {
            body.put("search_after", after);
            body.put("track_total_hits", false);
        }
        return body;
    }

    /** All words have to be there, up to two of four; one or two letters of a longer word may be wrong, the first not. */
    private static Map<String, Object> words(ProductSearch search) {
        if (search.words().isEmpty()) {
            return Map.of("match_all", Map.of());
        }
        return Map.of("multi_match", Map.of("query", search.words(), "fields",
                List.of("title^3", "description", "category.words"), "fuzziness", "AUTO:4,8", "prefix_length", 1,
                "max_expansions", 30, "minimum_should_match", "3<75%"));
    }

    private static Map<String, Map<String, Object>> filters(ProductSearch search) {
        var filters = new LinkedHashMap<String, Map<String, Object>>();
        if (search.category() != null) {
            filters.put(CATEGORIES, term("category", search.category()));
        }
        if (search.minPrice() != null || search.maxPrice() != null) {
            var range = new LinkedHashMap<String, Object>();
            if (search.minPrice() != null) {
                range.put("gte", search.minPrice());
            }
            if (search.maxPrice() != null) {
                range.put("lte", search.maxPrice());
            }
            filters.put(PRICES, Map.of("range", Map.of("price_minor", range)));
        }
        if (search.rating() != null) {
            filters.put(RATINGS, Map.of("range", Map.of("rating", Map.of("gte", search.rating()))));
        }
        if (search.ofOneCurrency()) {
            filters.put(CURRENCIES, term("currency", search.currency().getCurrencyCode()));
        }
        return filters;
    }

    private static Map<String, Object> facets(ProductSearch search, Map<String, Map<String, Object>> filters) {
        var facets = new LinkedHashMap<String, Object>();
        facet(search, facets, filters, CATEGORIES, Map.of("terms", Map.of("field", "category", "size", 20)));
        facet(search, facets, filters, PRICES,
                Map.of("range", Map.of("field", "price_minor", "ranges", prices(search))));
        facet(search, facets, filters, RATINGS, Map.of("range", Map.of("field", "rating", "ranges",
                STARS.stream().map(stars -> Map.of("key", Integer.toString(stars), "from", stars)).toList())));
        facet(search, facets, filters, SELLERS, Map.of("terms", Map.of("field", "seller_id", "size", 10)));
        facet(search, facets, filters, CURRENCIES, Map.of("terms", Map.of("field", "currency", "size", 10)));
        return facets;
    }

    private static void facet(ProductSearch search, Map<String, Object> facets,
            Map<String, Map<String, Object>> filters, String name, Map<String, Object> count) {
        Map<String, Map<String, Object>> others = new LinkedHashMap<>(filters);
        others.remove(name);
        if (name.equals(PRICES)) {
            others.put(CURRENCIES, term("currency", search.currency().getCurrencyCode()));
        }
        facets.put(name, others.isEmpty() ? count : Map.of("filter", all(others), "aggs", Map.of(name, count)));
    }

    private static List<Map<String, Object>> prices(ProductSearch search) {
        long unit = Math.powExact(10L, search.currency().getDefaultFractionDigits());
        List<Map<String, Object>> ranges = new ArrayList<>();
        for (int step = 0; step < PRICE_STEPS.size(); step++) {
            var range = new LinkedHashMap<String, Object>();
            range.put("key", Integer.toString(step));
            range.put("from", PRICE_STEPS.get(step) * unit);
            if (step + 1 < PRICE_STEPS.size()) {
                range.put("to", PRICE_STEPS.get(step + 1) * unit);
            }
            ranges.add(range);
        }
        return ranges;
    }

    private static Map<String, Object> all(Map<String, Map<String, Object>> filters) {
        return Map.of("bool", Map.of("filter", List.copyOf(filters.values())));
    }

    private static Map<String, Object> term(String field, Object value) {
        return Map.of("term", Map.of(field, value));
    }
}
