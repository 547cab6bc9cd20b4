package dev.whiteboard.commerce.search;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.common.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Elasticsearch's answer in our words. */
final class SearchAnswer {
    private SearchAnswer() {}

    static SearchResult.Hit hit(JsonNode hit) {
        JsonNode source = hit.path("_source");
        Currency currency = Currency.getInstance(source.path("currency").asString());
        return new SearchResult.Hit(Product.publicId(source.path("id").asLong()),
                source.path("title").asString(), source.path("category").asString(),
                Money.text(source.path("price_minor").asLong(), currency), currency.getCurrencyCode(),
                source.path("images").valueStream().map(JsonNode::asString).toList(),
                source.path("rating").decimalValue(), source.path("reviews").asInt(),
                source.path("seller_id").asString(), Instant.parse(source.path("created_at").asString()));
    }

    static SearchResult.@Nullable Total total(JsonNode answer) {
        JsonNode total = answer.path("hits").path("total");
        return total.isMissingNode()
                ? null
                : new SearchResult.Total(total.path("value").asLong(), total.path("relation").asString().equals("eq"));
    }

    static SearchResult.@Nullable Facets facets(ProductSearch search, JsonNode answer) {
        JsonNode counted = answer.path("aggregations");
        if (counted.isMissingNode()) {
            return null;
        }
        return new SearchResult.Facets(choices(counted, SearchBody.CATEGORIES), prices(search, counted),
                choices(counted, SearchBody.RATINGS).reversed(), choices(counted, SearchBody.SELLERS),
                choices(counted, SearchBody.CURRENCIES));
    }

    private static List<SearchResult.Choice> choices(JsonNode counted, String facet) {
        return buckets(counted, facet).stream()
                .map(bucket -> new SearchResult.Choice(bucket.path("key").asString(), count(bucket))).toList();
    }

    private static List<SearchResult.PriceRange> prices(ProductSearch search, JsonNode counted) {
        List<SearchResult.PriceRange> ranges = new ArrayList<>();
        for (JsonNode bucket : buckets(counted, SearchBody.PRICES)) {
            String to = bucket.has("to") ? search.price(bucket.path("to").asLong()) : null;
            ranges.add(new SearchResult.PriceRange(search.price(bucket.path("from").asLong()), to,
                    search.currency().getCurrencyCode(), count(bucket)));
        }
        return ranges;
    }

    /** A facet that other filters narrow sits in one level deeper. */
    private static List<JsonNode> buckets(JsonNode counted, String facet) {
        JsonNode outer = counted.path(facet);
        JsonNode buckets = outer.has("buckets") ? outer.path("buckets") : outer.path(facet).path("buckets");
        return buckets.valueStream().toList();
    }

    private static long count(JsonNode bucket) {
        return bucket.path("doc_count").asLong();
    }
}
