package dev.whiteboard.storage.tree;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.storage.quota.Accounts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Folders, and what can be done to any node. */
@RestController
class NodeController {
    private final Tree tree;
    private final Trash trash;
    private final Accounts accounts;
    private final SignedCursors cursors;

    NodeController(Tree tree, Trash trash, Accounts accounts, SignedCursors cursors) {
        this.tree = tree;
        this.trash = trash;
        this.accounts = accounts;
        this.cursors = cursors;
    }

    /** Body of {@code POST /api/v1/folders}; {@code name} for short. */
    record NewFolder(@JsonAlias("name") String folderName, @Nullable String parentFolderId) {}

    /** Body of {@code PATCH /api/v1/files/{id}}: what is absent stays. */
    record NodeChange(@Nullable String fileName, @Nullable String parentFolderId) {}

    @PostMapping("/api/v1/folders")
    @ResponseStatus(HttpStatus.CREATED)
    NodeView makeFolder(@RequestBody NewFolder request, @AuthenticationPrincipal Caller caller) {
        FileName name = FileName.check(request.folderName(), "folder_name");
        long root = accounts.rootOf(caller.userId());
        String parent = request.parentFolderId();
        return NodeView.of(tree.makeFolder(caller.userId(), parent == null ? root : folder(parent, root), name));
    }

    @GetMapping("/api/v1/folders/{id}")
    NodeView folder(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return NodeView.of(tree.get(caller.userId(), folder(id, accounts.rootOf(caller.userId()))));
    }

    @GetMapping("/api/v1/folders/{id}/children")
    Page<NodeView> children(@PathVariable String id, ListQuery query, @AuthenticationPrincipal Caller caller) {
        long folderId = folder(id, accounts.rootOf(caller.userId()));
        String scope = "children:" + folderId;
        String after = query.cursor() == null
                ? ""
                : cursors.open(scope, query.cursor()).map(List::getFirst)
                        .orElseThrow(() -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor")
                                .asException());
        List<Node> found = tree.children(caller.userId(), folderId, after, query.limit() + 1);
        List<Node> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? cursors.sign(scope, page.getLast().name().key()) : null;
        return Page.of(page.stream().map(NodeView::of).toList(), next);
    }

    @PatchMapping("/api/v1/files/{id}")
    NodeView change(@PathVariable String id, @RequestBody NodeChange request, @AuthenticationPrincipal Caller caller) {
        String name = request.fileName();
        String parent = request.parentFolderId();
        return NodeView.of(tree.change(caller.userId(), NodeId.of(id),
                name == null ? null : FileName.check(name, "file_name"),
                parent == null ? null : (Long) folder(parent, accounts.rootOf(caller.userId()))));
    }

    /** Into the trash, with {@code ?base_version=} only if it is in that version; with {@code ?permanent=true} for ever, also out of the trash. */
    @DeleteMapping("/api/v1/files/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, @RequestParam(defaultValue = "false") boolean permanent,
            @RequestParam(name = "base_version", required = false) @Nullable Integer baseVersion,
            @AuthenticationPrincipal Caller caller) {
        if (permanent) {
            trash.erase(caller.userId(), NodeId.of(id));
        } else {
            tree.delete(caller.userId(), NodeId.of(id), baseVersion);
        }
    }

    @PostMapping("/api/v1/files/{id}/undelete")
    NodeView undelete(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return NodeView.of(tree.undelete(caller.userId(), NodeId.of(id)));
    }

    private static long folder(String id, long root) {
        return id.equals(NodeId.ROOT) ? root : NodeId.of(id);
    }
}
