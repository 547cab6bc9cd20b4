package dev.whiteboard.storage.share;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.storage.tree.NodeId;
import java.util.List;
import dev.whiteboard.common.user.User;
import dev.whiteboard.common.user.UserDirectory;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shares files and folders. */
@RestController
class ShareController {
    private final Shares shares;
    private final UserDirectory users;
    private final SignedCursors cursors;

    ShareController(Shares shares, UserDirectory users, SignedCursors cursors) {
        this.shares = shares;
        this.users = users;
        this.cursors = cursors;
    }

    /** Body of {@code POST /api/v1/shares}: one of address and name says whom. */
    record NewShare(String fileId, @Nullable String userEmail, @Nullable String username, Permission permission) {}

    /** To share again with the same user changes the permission. */
    @PostMapping("/api/v1/shares")
    @ResponseStatus(HttpStatus.CREATED)
    Share.View share(@RequestBody NewShare request, @AuthenticationPrincipal Caller caller) {
        long nodeId = NodeId.of(request.fileId());
        return shares.grant(caller.userId(), nodeId, member(request), request.permission() == Permission.EDIT)
                .forOwner();
    }

    private Member member(NewShare request) {
        String email = request.userEmail();
        String username = request.username();
        if ((email == null) == (username == null)) {
            throw Problem.of(VALIDATION_ERROR, "either user_email or username says with whom").field("username")
                    .asException();
        }
        if (username != null) {
            return new Member(only(users.named(username), "username", "there is no such user"), null);
        }
        String address = Objects.requireNonNull(email);
        return new Member(only(users.withAddress(address), "user_email", "nobody has confirmed that address"), address);
    }

    private static User only(Optional<User> found, String field, String otherwise) {
        return found
                .orElseThrow(() -> Problem.of(VALIDATION_ERROR, otherwise).field(field).asException());
    }

    @DeleteMapping("/api/v1/shares/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        shares.revoke(caller.userId(), PublicId.parse(Share.PREFIX, id).orElseThrow(
                () -> Problem.of(NOT_FOUND, "you have no such share").asException()));
    }

    @GetMapping("/api/v1/files/{id}/shares")
    Page<Share.View> of(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return Page.last(shares.of(caller.userId(), NodeId.of(id)).stream().map(Share::forOwner).toList());
    }

    /** What others share with the caller. */
    @GetMapping("/api/v1/shares")
    Page<Share.View> with(ListQuery query, @AuthenticationPrincipal Caller caller) {
        String scope = "shares:" + caller.userId();
        long after = query.cursor() == null
                ? 0
                : cursors.open(scope, query.cursor())
                        .map(parts -> Long.parseLong(parts.getFirst())).orElseThrow(() -> Problem
                                .of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
        List<Share> found = shares.with(caller.userId(), after, query.limit() + 1);
        List<Share> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? cursors.sign(scope, Long.toString(page.getLast().id())) : null;
        return Page.of(page.stream().map(Share::forMember).toList(), next);
    }
}
