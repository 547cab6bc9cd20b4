package dev.whiteboard.video.audience;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Wanting to see what somebody uploads, and not wanting it any more. Both may be repeated. */
@RestController
@RequestMapping("/api/v1/users/{id}/subscribe")
class SubscriptionController {
    private final ChannelSubscriptions subscriptions;

    SubscriptionController(ChannelSubscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Where it stands. */
    record SubscriptionView(String userId, boolean subscribed) {}

    @PostMapping
    SubscriptionView subscribe(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        if (id.equals(caller.userId())) {
            throw Problem.of(VALIDATION_ERROR, "that is yourself").field("id").asException();
        }
        if (PublicId.parse("usr", id).isEmpty() || !subscriptions.exists(id)) {
            throw Problem.of(NOT_FOUND, "there is no such user").asException();
        }
        subscriptions.add(caller.userId(), id);
        return new SubscriptionView(id, true);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unsubscribe(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        subscriptions.remove(caller.userId(), id);
    }
}
