package dev.whiteboard.commerce.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.commerce.catalog.Listing;
import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.common.search.SearchUnavailable;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The index behind its alias, and the one that is being filled to take its place.
 *
 * <p>
 * Every write carries the product's revision as the version of its document ({@code external}): what is older than what is
 * there is refused, so it does not matter in which order copies of a product arrive, or how often.
 */
final class ProductIndex {
    private static final Logger LOG = LoggerFactory.getLogger(ProductIndex.class);
    private static final int OUTDATED = 409;
    private static final int MISSING = 404;
    /** A product's id never comes back. */
    private static final long DELETED = Long.MAX_VALUE - 1;

    private final Elastic elastic;
    private final String alias;
    private final IndexDefinition definition;
    private final Set<String> written = new LinkedHashSet<>();

    ProductIndex(Elastic elastic, String prefix, IndexDefinition definition) {
        this.elastic = elastic;
        this.alias = prefix + "commerce-products";
        this.definition = definition;
    }

    String alias() {
        return alias;
    }

    /** Begins to write to the index that shoppers search, if it is there and is what we want it to be. */
    synchronized boolean open() {
        written.clear();
        Optional<String> current = current();
        current.filter(name -> name.startsWith(family())).ifPresent(written::add);
        return !written.isEmpty();
    }

    /** Makes an empty index; from now on every change is written to it as well. */
    synchronized String begin(long number) {
        String name = family() + number;
        elastic.call("PUT", "/" + name, definition.body());
        written.add(name);
        return name;
    }

    /** Shows the new index to shoppers in place of the old one, in one step, and lets go of all others. */
    synchronized void finish(String name) {
        elastic.call("POST", "/" + name + "/_refresh", null);
        List<Object> actions = new ArrayList<>();
        current().ifPresent(old -> actions.add(Map.of("remove", Map.of("index", old, "alias", alias))));
        actions.add(Map.of("add", Map.of("index", name, "alias", alias)));
        elastic.call("POST", "/_aliases", Map.of("actions", actions));
        written.clear();
        written.add(name);
        sweep(name);
    }

    /** Stops writing to an index that was not finished. */
    synchronized void abandonUnlessShown(String name) {
        if (written.size() > 1) {
            written.remove(name);
        }
    }

    /** Removes what a reader that died left half filled, and the index that was replaced. */
    private void sweep(String kept) {
        for (String name : elastic.call("GET", "/" + alias + "-*?expand_wildcards=open", null).propertyNames()) {
            if (!name.equals(kept)) {
                elastic.call("DELETE", "/" + name, null);
            }
        }
    }

    private Optional<String> current() {
        try {
            return elastic.call("GET", "/_alias/" + alias, null).propertyNames().stream().findFirst();
        } catch (Elastic.Refused e) {
            if (e.missing()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String family() {
        return alias + "-" + definition.fingerprint() + "-";
    }

    /** Writes these to every index that is written, unless something newer is there. */
    synchronized void write(Collection<Listing> listings, Collection<Long> deleted) {
        for (String name : List.copyOf(written)) {
            write(name, listings, deleted);
        }
    }

    /** Writes these to one index, unless something newer is there. */
    void write(String name, Collection<Listing> listings, Collection<Long> deleted) {
        var lines = new ByteArrayOutputStream();
        for (Listing listing : listings) {
            line(lines, Map.of("index", target(listing.product().id(), listing.revision())));
            line(lines, ProductDocument.of(listing));
        }
        for (long id : deleted) {
            line(lines, Map.of("delete", target(id, DELETED)));
        }
        if (lines.size() > 0) {
            verify(elastic.lines("/" + name + "/_bulk", lines.toByteArray()));
        }
    }

    /** Whether shoppers have an index to search. */
    boolean isThere() {
        return current().isPresent();
    }

    private static Map<String, Object> target(long id, long revision) {
        return Map.of("_id", Long.toString(id), "version", revision, "version_type", "external");
    }

    private static void line(ByteArrayOutputStream lines, Object value) {
        lines.writeBytes(Elastic.JSON.writeValueAsBytes(value));
        lines.writeBytes("\n".getBytes(UTF_8));
    }

    /** A bulk is answered 200 whatever became of its parts. */
    private static void verify(JsonNode answer) {
        if (!answer.path("errors").asBoolean()) {
            return;
        }
        for (JsonNode item : answer.path("items")) {
            JsonNode result = item.iterator().next();
            int status = result.path("status").asInt();
            boolean deletedBefore = status == MISSING && item.has("delete");
            if (status == OUTDATED || status < 300 || deletedBefore) {
                continue;
            }
            if (status == 429 || status >= 500 || status == MISSING) {
                throw new SearchUnavailable("a document was answered " + status + ": " + result.path("error"));
            }
            LOG.error("product {} cannot be indexed: {}", result.path("_id").asString(), result.path("error"));
        }
    }
}
