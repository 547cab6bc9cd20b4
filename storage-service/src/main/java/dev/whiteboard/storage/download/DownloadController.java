package dev.whiteboard.storage.download;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.storage.blob.BlobStore;
import dev.whiteboard.storage.chunk.ChunkHash;
import dev.whiteboard.storage.chunk.ChunkRef;
import dev.whiteboard.storage.tree.Node;
import dev.whiteboard.storage.tree.NodeId;
import dev.whiteboard.storage.tree.NodeView;
import dev.whiteboard.storage.version.Version;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a file is, and where its chunks are. */
@RestController
class DownloadController {
    private static final int MOST_CHUNKS = 1_000;

    private final Downloads downloads;
    private final BlobStore blobs;
    private final SignedCursors cursors;
    private final DownloadProperties properties;

    DownloadController(Downloads downloads, BlobStore blobs, SignedCursors cursors, DownloadProperties properties) {
        this.downloads = downloads;
        this.blobs = blobs;
        this.cursors = cursors;
        this.properties = properties;
    }

    /** A chunk and where it can be read for a while, without a token. */
    record ChunkView(String hash, int size, URI url) {}

    /** A stretch of a version's chunks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChunksView(List<ChunkView> chunks, @Nullable String nextChunksCursor) {}

    /** A file and its first thousand chunks; a folder has none. */
    record FileView(@JsonUnwrapped NodeView node, @JsonUnwrapped ChunksView chunks) {}

    @GetMapping("/api/v1/files/{id}")
    FileView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        Node node = downloads.node(caller.userId(), NodeId.of(id));
        return new FileView(NodeView.of(node),
                node.folder() ? new ChunksView(List.of(), null) : page(node, downloads.version(node, null), 0));
    }

    /** The chunks of any version, a thousand at a time. */
    @GetMapping("/api/v1/files/{id}/chunks")
    ChunksView chunks(@PathVariable String id, @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Caller caller) {
        Node node = downloads.node(caller.userId(), NodeId.of(id));
        if (node.folder()) {
            throw Problem.of(VALIDATION_ERROR, "a folder has no chunks").asException();
        }
        if (cursor == null) {
            return page(node, downloads.version(node, version), 0);
        }
        List<String> parts = cursors.open("chunks:" + node.id(), cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
        return page(node, downloads.version(node, Integer.valueOf(parts.get(0))), Integer.parseInt(parts.get(1)));
    }

    private ChunksView page(Node node, Version version, int from) {
        List<ChunkRef> all = version.manifest().chunks();
        int to = Math.min(all.size(), from + MOST_CHUNKS);
        List<ChunkRef> page = all.subList(from, to);
        Map<ChunkHash, String> keys = downloads.keys(page);
        String next = to == all.size()
                ? null
                : cursors.sign("chunks:" + node.id(), Integer.toString(version.number()), Integer.toString(to));
        return new ChunksView(page.stream()
                .map(chunk -> new ChunkView(chunk.hash().hex(), chunk.size(), blobs.readable(
                        Objects.requireNonNull(keys.get(chunk.hash())), properties.urlLifetime())))
                .toList(), next);
    }
}
