package dev.whiteboard.feed.graph;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.feed.person.People;
import dev.whiteboard.feed.person.UserId;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Following, blocking and muting. */
@RestController
@RequestMapping("/api/v1/users/{id}")
class RelationController {
    private final Relations relations;
    private final People people;

    RelationController(Relations relations, People people) {
        this.relations = relations;
        this.people = people;
    }

    @PostMapping("/follow")
    Relation follow(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return act(id, caller, relations::follow);
    }

    @PostMapping("/unfollow")
    Relation unfollow(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return act(id, caller, relations::unfollow);
    }

    @PostMapping("/block")
    Relation block(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return act(id, caller, relations::block);
    }

    @PostMapping("/unblock")
    Relation unblock(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return act(id, caller, relations::unblock);
    }

    @PostMapping("/mute")
    Relation mute(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return act(id, caller, relations::mute);
    }

    @PostMapping("/unmute")
    Relation unmute(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return act(id, caller, relations::unmute);
    }

    private Relation act(String id, Caller caller, Act act) {
        long me = UserId.of(caller);
        long other = UserId.inPath(id);
        if (me == other) {
            throw Problem.of(ErrorCode.VALIDATION_ERROR, "that is yourself").field("id").asException();
        }
        people.noted(caller);
        people.require(other);
        return act.between(me, other);
    }

    /** One of the above. */
    private interface Act {
        Relation between(long me, long other);
    }
}
