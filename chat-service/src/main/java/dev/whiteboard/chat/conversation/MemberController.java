package dev.whiteboard.chat.conversation;

import dev.whiteboard.common.security.Caller;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The members of a group. */
@RestController
@RequestMapping("/api/v1/conversations/{id:conv_.+}/members")
class MemberController {
    private final Conversations conversations;
    private final Newcomers newcomers;

    MemberController(Conversations conversations, Newcomers newcomers) {
        this.conversations = conversations;
        this.newcomers = newcomers;
    }

    record AddRequest(List<@Nullable String> userIds) {}

    record RoleRequest(Role role) {}

    /** Who is a member already stays one. */
    @PostMapping
    ConversationView add(@PathVariable String id, @RequestBody AddRequest request,
            @AuthenticationPrincipal Caller caller) {
        long conversation = Refusals.conversation(id);
        long user = Refusals.user(caller);
        Set<Long> users = UserIds.read("user_ids", request.userIds());
        Refusals.orNothing(conversations.refuseUnlessAdmin(conversation, user));
        newcomers.require("user_ids", users);
        return view(conversations.addMembers(conversation, user, users));
    }

    @PatchMapping("/{user}")
    ConversationView changeRole(@PathVariable String id, @PathVariable String user, @RequestBody RoleRequest request,
            @AuthenticationPrincipal Caller caller) {
        return view(conversations.changeRole(Refusals.conversation(id), Refusals.user(caller),
                UserIds.read("user_id", user), request.role()));
    }

    /** Of another by an admin, of oneself by anybody: that is leaving. */
    @DeleteMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @PathVariable String user, @AuthenticationPrincipal Caller caller) {
        Outcome outcome = conversations.removeMember(Refusals.conversation(id), Refusals.user(caller),
                UserIds.read("user_id", user));
        if (!(outcome instanceof Outcome.Removed)) {
            Refusals.orDone(outcome);
        }
    }

    private static ConversationView view(Outcome outcome) {
        return ConversationView.of(Refusals.orDone(outcome).conversation());
    }
}
