package dev.whiteboard.identity.admin;

import java.util.List;
import java.util.Optional;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.identity.account.User;
import dev.whiteboard.identity.account.Users;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accounts as an administrator sees them; the doors let nobody else in. */
@RestController
@RequestMapping("/admin/users")
class AdminUsersController {
    private static final String SCOPE = "admin:users";

    private final Users users;
    private final Disabling disabling;
    private final SignedCursors cursors;

    AdminUsersController(Users users, Disabling disabling, SignedCursors cursors) {
        this.users = users;
        this.disabling = disabling;
        this.cursors = cursors;
    }

    /** All accounts, oldest first. */
    @GetMapping
    Page<AdministeredUser> list(ListQuery query) {
        long after = query.cursor() == null ? 0 : position(query.cursor());
        List<User> found = users.after(after, query.limit() + 1);
        List<User> shown = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > shown.size() ? cursors.sign(SCOPE, Long.toString(shown.getLast().id())) : null;
        return Page.of(shown.stream().map(AdministeredUser::of).toList(), next);
    }

    record UserChange(boolean disabled) {}

    @PatchMapping("/{id}")
    AdministeredUser change(@PathVariable String id, @RequestBody UserChange change,
            @AuthenticationPrincipal Caller caller) {
        if (change.disabled() && id.equals(caller.userId())) {
            throw Problem.of(ErrorCode.CONFLICT, "you cannot disable your own account").asException();
        }
        var number = PublicId.parse(User.PREFIX, id);
        Optional<User> changed = number.isPresent()
                ? disabling.set(number.getAsLong(), change.disabled())
                : Optional.empty();
        return changed.map(AdministeredUser::of)
                .orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND, "there is no such user").asException());
    }

    private long position(String cursor) {
        return cursors.open(SCOPE, cursor)
                .map(parts -> Long.parseLong(parts.getFirst()))
                .orElseThrow(() -> Problem.of(ErrorCode.INVALID_CURSOR, "the cursor is not from this list")
                        .field("cursor")
                        .asException());
    }
}
