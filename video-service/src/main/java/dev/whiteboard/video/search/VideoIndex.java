package dev.whiteboard.video.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.search.Elastic;
import dev.whiteboard.common.search.SearchUnavailable;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The index behind its alias, and the one that is being filled to take its place.
 *
 * <p>
 * Every write carries the version of the video as the version of its document ({@code external_gte}): what is older than
 * what is there is refused, so it does not matter in which order copies of a video arrive, or how often.
 */
final class VideoIndex {
    private static final Logger LOG = LoggerFactory.getLogger(VideoIndex.class);
    private static final int OUTDATED = 409;
    private static final int MISSING = 404;
    /** A video's id never comes back. */
    private static final long DELETED = Long.MAX_VALUE - 1;

    private final Elastic elastic;
    private final String alias;
    private final IndexDefinition definition;

    VideoIndex(Elastic elastic, String prefix, IndexDefinition definition) {
        this.elastic = elastic;
        this.alias = prefix + "video-videos";
        this.definition = definition;
    }

    String alias() {
        return alias;
    }

    /** The index that is searched, if it is there and is what we want it to be. */
    Optional<String> current() {
        return shown().filter(name -> name.startsWith(family()));
    }

    /** Makes an empty index beside the one that is searched. */
    String begin(long number) {
        String name = family() + number;
        elastic.call("PUT", "/" + name, definition.body());
        return name;
    }

    /** Has the new index searched in place of the old one, in one step, and lets go of all others. */
    void finish(String name) {
        elastic.call("POST", "/" + name + "/_refresh", null);
        List<Object> actions = new ArrayList<>();
        shown().ifPresent(old -> actions.add(Map.of("remove", Map.of("index", old, "alias", alias))));
        actions.add(Map.of("add", Map.of("index", name, "alias", alias)));
        elastic.call("POST", "/_aliases", Map.of("actions", actions));
        sweep(name);
    }

    /** Removes what a writer that died left half filled, and the index that was replaced. */
    private void sweep(String kept) {
        for (String name : elastic.call("GET", "/" + alias + "-*?expand_wildcards=open", null).propertyNames()) {
            if (!name.equals(kept)) {
                elastic.call("DELETE", "/" + name, null);
            }
        }
    }

    private Optional<String> shown() {
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

    /** Writes these to one index, unless something newer is there. */
    void write(String name, Collection<Video> ready, Collection<VideoId> gone) {
        var lines = new ByteArrayOutputStream();
        for (Video video : ready) {
            line(lines, Map.of("index", target(video.id(), video.version())));
            line(lines, VideoDocument.of(video));
        }
        for (VideoId video : gone) {
            line(lines, Map.of("delete", target(video, DELETED)));
        }
        if (lines.size() > 0) {
            verify(elastic.lines("/" + name + "/_bulk", lines.toByteArray()));
        }
    }

    private static Map<String, Object> target(VideoId video, long version) {
        return Map.of("_id", video.toString(), "version", version, "version_type", "external_gte");
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
            if (status == OUTDATED || status < 300 || status == MISSING && item.has("delete")) {
                continue;
            }
            if (status == 429 || status >= 500 || status == MISSING) {
                throw new SearchUnavailable("a document was answered " + status + ": " + result.path("error"));
            }
            LOG.error("{} cannot be indexed: {}", result.path("_id").asString(), result.path("error"));
        }
    }
}
