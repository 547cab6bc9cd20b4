package dev.whiteboard.storage.version;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.storage.tree.Access;
import dev.whiteboard.storage.tree.NodeId;
import dev.whiteboard.storage.tree.NodeView;
import java.time.Instant;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a file was before. */
@RestController
class VersionController {
    private final Versions versions;
    private final Restores restores;
    private final Access access;
    private final SignedCursors cursors;

    VersionController(Versions versions, Restores restores, Access access, SignedCursors cursors) {
        this.versions = versions;
        this.restores = restores;
        this.access = access;
        this.cursors = cursors;
    }

    /** A version in the list. */
    record VersionView(int version, long size, String etag, Instant createdAt, String createdBy) {}

    /** Body of {@code POST /api/v1/files/{id}/restore}. */
    record Restore(int version) {}

    @GetMapping("/api/v1/files/{id}/versions")
    Page<VersionView> list(@PathVariable String id, ListQuery query, @AuthenticationPrincipal Caller caller) {
        long nodeId = access.live(caller.userId(), NodeId.of(id)).nodeId();
        String scope = "versions:" + nodeId;
        int before = query.cursor() == null
                ? Integer.MAX_VALUE
                : cursors.open(scope, query.cursor())
                        .map(parts -> Integer.parseInt(parts.getFirst())).orElseThrow(() -> Problem
                                .of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
        List<Version> found = versions.before(nodeId, before, query.limit() + 1);
        List<Version> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size()
                ? cursors.sign(scope, Integer.toString(page.getLast().number()))
                : null;
        return Page.of(page.stream().map(version -> new VersionView(version.number(), version.size(), version.etag(),
                version.createdAt(), version.createdBy())).toList(), next);
    }

    /** What the file was in that version becomes a new one. */
    @PostMapping("/api/v1/files/{id}/restore")
    NodeView restore(@PathVariable String id, @RequestBody Restore request, @AuthenticationPrincipal Caller caller) {
        return NodeView.of(restores.restore(caller.userId(), NodeId.of(id), request.version())
                .orElseThrow(() -> Problem.of(NOT_FOUND, "the file has no such version").field("version")
                        .asException()));
    }
}
