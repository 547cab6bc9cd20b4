package dev.whiteboard.storage.upload;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.PAYLOAD_TOO_LARGE;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.storage.blob.BlobStore;
import dev.whiteboard.storage.chunk.ChunkHash;
import dev.whiteboard.storage.chunk.ChunkRef;
import dev.whiteboard.storage.chunk.ChunkVault;
import dev.whiteboard.storage.chunk.Chunks;
import dev.whiteboard.storage.chunk.Manifest;
import dev.whiteboard.storage.quota.Accounts;
import dev.whiteboard.storage.tree.FileName;
import dev.whiteboard.storage.tree.NodeId;
import dev.whiteboard.storage.version.Committed;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Uploads by hashes. */
@RestController
@RequestMapping("/api/v1/files/upload")
class UploadController {
    private static final int MOST_URLS = 1_000;

    private final Uploads uploads;
    private final Completion completion;
    private final Chunks chunks;
    private final ChunkVault vault;
    private final BlobStore blobs;
    private final Accounts accounts;
    private final SignedCursors cursors;
    private final UploadProperties properties;

    UploadController(Uploads uploads, Completion completion, Chunks chunks, ChunkVault vault, BlobStore blobs,
            Accounts accounts, SignedCursors cursors, UploadProperties properties) {
        this.uploads = uploads;
        this.completion = completion;
        this.chunks = chunks;
        this.vault = vault;
        this.blobs = blobs;
        this.accounts = accounts;
        this.cursors = cursors;
        this.properties = properties;
    }

    /** What has to travel, and where to. */
    record BegunView(String fileId, String uploadId, List<String> chunksNeeded, Map<String, URI> uploadUrls) {}

    /** More addresses. */
    record UrlsView(Map<String, URI> uploadUrls, @Nullable String nextCursor) {}

    /** How an upload ended. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CommittedView(String fileId, int version, @Nullable ConflictView conflict) {
        static CommittedView of(Committed committed) {
            Committed.Conflict conflict = committed.conflict();
            return new CommittedView(NodeId.format(false, committed.nodeId()), committed.version(),
                    conflict == null
                            ? null
                            : new ConflictView(NodeId.format(false, conflict.nodeId()), conflict.fileName()));
        }
    }

    /** Where the content went instead. */
    record ConflictView(String fileId, String fileName) {}

    @PostMapping("/init")
    @ResponseStatus(HttpStatus.CREATED)
    BegunView begin(@RequestBody UploadRequest request, @AuthenticationPrincipal Caller caller) {
        FileName name = FileName.check(request.fileName(), "file_name");
        Manifest manifest = request.manifest(properties.largestFile().toBytes());
        long root = accounts.rootOf(caller.userId());
        Uploads.Begun begun = uploads.begin(caller.userId(), parent(request.parentFolderId(), root), name,
                request.baseVersion(), manifest, manifest.size());
        var needed = new TreeSet<>(begun.missing());
        return new BegunView(NodeId.format(false, begun.upload().nodeId()), begun.upload().publicId(),
                needed.stream().map(ChunkHash::hex).toList(),
                urls(begun.upload(), needed.stream().limit(MOST_URLS).toList()));
    }

    /** Addresses for what is missing now; also new ones for those that have expired. */
    @GetMapping("/{uploadId}/urls")
    UrlsView urls(@PathVariable String uploadId, HttpServletRequest request, @AuthenticationPrincipal Caller caller) {
        Upload upload = uploads.own(caller.userId(), uploadId);
        uploads.use(upload);
        String cursor = request.getParameter("cursor");
        ChunkHash after = cursor == null || cursor.isEmpty()
                ? new ChunkHash("0".repeat(64))
                : cursors.open("urls:" + uploadId, cursor).flatMap(parts -> ChunkHash.parse(parts.getFirst()))
                        .orElseThrow(() -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor")
                                .asException());
        List<ChunkRef> missing = chunks.missing(upload.id(), after, MOST_URLS);
        String next = missing.size() < MOST_URLS
                ? null
                : cursors.sign("urls:" + uploadId, missing.getLast().hash().hex());
        return new UrlsView(urls(upload, missing.stream().map(ChunkRef::hash).toList()), next);
    }

    /** A chunk through the server, for clients that cannot reach the store. */
    @PutMapping("/{uploadId}/chunk/{hash}")
    ResponseEntity<Void> put(@PathVariable String uploadId, @PathVariable String hash, HttpServletRequest request,
            @AuthenticationPrincipal Caller caller) throws IOException {
        Upload upload = uploads.own(caller.userId(), uploadId);
        ChunkRef chunk = ChunkHash.parse(hash).flatMap(parsed -> chunks.wanted(upload.id(), parsed))
                .orElseThrow(() -> Problem.of(VALIDATION_ERROR, "is not a chunk of this upload").field("hash")
                        .asException());
        uploads.use(upload);
        byte[] bytes = request.getInputStream().readNBytes(ChunkRef.LARGEST + 1);
        if (bytes.length > ChunkRef.LARGEST) {
            throw Problem.of(PAYLOAD_TOO_LARGE, "a chunk may have at most " + ChunkRef.LARGEST + " bytes")
                    .asException();
        }
        if (bytes.length != chunk.size() || !ChunkHash.ofBytes(bytes, 0, bytes.length).equals(chunk.hash())) {
            throw Problem.of(VALIDATION_ERROR, "the bytes are not what their hash says").field("hash").asException();
        }
        vault.store(upload.id(), chunk, bytes);
        return ResponseEntity.ok().eTag(chunk.hash().hex()).build();
    }

    @PostMapping("/{uploadId}/complete")
    CommittedView complete(@PathVariable String uploadId, @AuthenticationPrincipal Caller caller) {
        Upload upload = uploads.own(caller.userId(), uploadId);
        String name = caller.username();
        return CommittedView.of(completion.complete(upload, name == null ? caller.userId() : name));
    }

    /** Gives up. */
    @DeleteMapping("/{uploadId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void abort(@PathVariable String uploadId, @AuthenticationPrincipal Caller caller) {
        uploads.end(uploads.own(caller.userId(), uploadId).id());
    }

    private Map<String, URI> urls(Upload upload, Collection<ChunkHash> hashes) {
        Map<String, URI> urls = new LinkedHashMap<>();
        hashes.forEach(hash -> urls.put(hash.hex(),
                blobs.writable(ChunkVault.quarantine(upload.publicId(), hash), properties.urlLifetime())));
        return urls;
    }

    static long parent(@Nullable String folderId, long root) {
        return folderId == null || folderId.equals(NodeId.ROOT) ? root : NodeId.of(folderId);
    }
}
