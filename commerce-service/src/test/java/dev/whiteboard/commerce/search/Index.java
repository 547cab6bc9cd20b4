package dev.whiteboard.commerce.search;

import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.testkit.Elasticsearch;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The index as Elasticsearch itself shows it, past the service. */
final class Index implements AutoCloseable {
    final Elastic elastic;
    final String alias;

    Index(Elasticsearch server) {
        this.elastic = new Elastic(server.url(), Duration.ofSeconds(5), Duration.ofSeconds(30));
        this.alias = server.indexPrefix() + "commerce-products";
    }

    /** Every document by its id. */
    Map<Long, JsonNode> documents() {
        return documents(alias);
    }

    Map<Long, JsonNode> documents(String index) {
        Map<Long, JsonNode> documents = new TreeMap<>();
        elastic.call("POST", "/" + index + "/_refresh", null);
        JsonNode answer = elastic.call("POST", "/" + index + "/_search",
                Map.of("size", 10_000, "query", Map.of("match_all", Map.of())));
        answer.path("hits").path("hits").forEach(
                hit -> documents.put(Long.valueOf(hit.path("_id").asString()), hit.path("_source")));
        return documents;
    }

    @Override
    public void close() throws Exception {
        elastic.close();
    }
}
