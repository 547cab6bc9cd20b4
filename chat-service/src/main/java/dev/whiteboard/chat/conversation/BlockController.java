package dev.whiteboard.chat.conversation;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whom the caller has blocked: they cannot write to the caller directly, add them to groups, or see them online. */
@RestController
@RequestMapping("/api/v1/conversations/blocks")
class BlockController {
    private final Blocks blocks;

    BlockController(Blocks blocks) {
        this.blocks = blocks;
    }

    record BlockedView(List<String> userIds) {}

    @GetMapping
    BlockedView list(@AuthenticationPrincipal Caller caller) {
        return new BlockedView(blocks.of(Refusals.user(caller)).stream().map(Ids.USER::text).toList());
    }

    @PutMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void block(@PathVariable String user, @AuthenticationPrincipal Caller caller) {
        long blocked = UserIds.read("user_id", user);
        if (blocked == Refusals.user(caller)) {
            throw Problem.of(VALIDATION_ERROR, "nobody blocks themselves").field("user_id").asException();
        }
        blocks.add(Refusals.user(caller), blocked);
    }

    @DeleteMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unblock(@PathVariable String user, @AuthenticationPrincipal Caller caller) {
        blocks.remove(Refusals.user(caller), UserIds.read("user_id", user));
    }
}
