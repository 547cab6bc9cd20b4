package dev.whiteboard.storage.download;

import dev.whiteboard.storage.blob.BlobStore;
import dev.whiteboard.storage.blob.BlobsUnavailable;
import dev.whiteboard.storage.blob.ByteRange;
import dev.whiteboard.storage.chunk.ChunkHash;
import dev.whiteboard.storage.chunk.ChunkRef;
import dev.whiteboard.storage.chunk.Chunks;
import dev.whiteboard.storage.tree.Access;
import dev.whiteboard.storage.tree.Node;
import dev.whiteboard.storage.tree.NodeId;
import dev.whiteboard.storage.tree.Nodes;
import dev.whiteboard.storage.version.Version;
import dev.whiteboard.storage.version.Versions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads files. */
@Service
class Downloads {
    private final Access access;
    private final Nodes nodes;
    private final Versions versions;
    private final Chunks chunks;
    private final BlobStore blobs;

    Downloads(Access access, Nodes nodes, Versions versions, Chunks chunks, BlobStore blobs) {
        this.access = access;
        this.nodes = nodes;
        this.versions = versions;
        this.chunks = chunks;
        this.blobs = blobs;
    }

    Node node(String userId, long nodeId) {
        access.live(userId, nodeId);
        return nodes.find(nodeId).orElseThrow(NodeId::notFound);
    }

    /** @param number of the version; null for the head */
    Version version(Node node, @Nullable Integer number) {
        return versions.find(node.id(), number == null ? node.version() : number).orElseThrow(NodeId::notFound);
    }

    Map<ChunkHash, String> keys(List<ChunkRef> wanted) {
        return chunks.keys(wanted.stream().map(ChunkRef::hash).distinct().toList());
    }

    /** Opens the first piece, so that a store that is away is noticed while there still can be an answer that says so. */
    Reading open(Version version, ByteRange range) {
        return new Reading(version, range);
    }

    /** One download under way. */
    final class Reading {
        private final List<ChunkRef> list;
        private final Map<ChunkHash, String> keys;
        private final ByteRange range;
        private int index;
        private long start;
        private @Nullable InputStream first;

        private Reading(Version version, ByteRange range) {
            this.list = version.manifest().chunks();
            this.range = range;
            this.keys = keys(list);
            while (index < list.size() && start + list.get(index).size() <= range.first()) {
                start += list.get(index++).size();
            }
            this.first = index < list.size() && range.length() > 0 ? piece() : null;
        }

        void to(OutputStream out) throws IOException {
            InputStream piece = first;
            while (piece != null) {
                try (InputStream bytes = piece) {
                    bytes.transferTo(out);
                }
                start += list.get(index++).size();
                piece = index < list.size() && start <= range.last() ? piece() : null;
            }
        }

        private InputStream piece() {
            ChunkRef chunk = list.get(index);
            String key = keys.get(chunk.hash());
            long from = Math.max(0, range.first() - start);
            long to = Math.min(chunk.size() - 1L, range.last() - start);
            Optional<InputStream> found = key == null ? Optional.empty() : blobs.open(key, from, to);
            return found.orElseThrow(() -> new BlobsUnavailable(
                    new FileNotFoundException("chunk " + chunk.hash() + " at " + key)));
        }
    }
}
