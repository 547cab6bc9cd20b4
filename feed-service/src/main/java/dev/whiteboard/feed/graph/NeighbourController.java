package dev.whiteboard.feed.graph;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.feed.person.People;
import dev.whiteboard.feed.person.PersonView;
import dev.whiteboard.feed.person.UserId;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Followers, followees, mutuals, and whom one might follow. */
@RestController
@RequestMapping("/api/v1/users")
class NeighbourController {
    private final Neighbours neighbours;
    private final People people;
    private final SignedCursors cursors;

    NeighbourController(Neighbours neighbours, People people, SignedCursors cursors) {
        this.neighbours = neighbours;
        this.people = people;
        this.cursors = cursors;
    }

    @GetMapping("/{id}/followers")
    Page<PersonView> followers(@PathVariable String id, ListQuery query, @AuthenticationPrincipal Caller caller) {
        return page("followers", id, query, caller, neighbours::followers);
    }

    @GetMapping("/{id}/following")
    Page<PersonView> following(@PathVariable String id, ListQuery query, @AuthenticationPrincipal Caller caller) {
        return page("following", id, query, caller, neighbours::following);
    }

    @GetMapping("/{id}/mutuals")
    Page<PersonView> mutuals(@PathVariable String id, ListQuery query, @AuthenticationPrincipal Caller caller) {
        return page("mutuals", id, query, caller, neighbours::mutuals);
    }

    /** The best ones, no more than fit on a page. */
    @GetMapping("/me/suggestions")
    Page<Neighbours.Suggestion> suggestions(ListQuery query, @AuthenticationPrincipal Caller caller) {
        if (query.cursor() != null) {
            throw noCursor();
        }
        return Page.last(neighbours.suggestions(UserId.of(caller), query.limit()));
    }

    private Page<PersonView> page(String list, String id, ListQuery query, Caller caller, Source source) {
        long me = UserId.of(caller);
        long of = UserId.inPath(id);
        people.require(of);
        String scope = list + ":" + of;
        long before = query.cursor() == null ? Long.MAX_VALUE : place(scope, query.cursor());
        List<Neighbours.Listed> found = source.list(me, of, before, query.limit() + 1);
        List<Neighbours.Listed> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? cursors.sign(scope, Long.toString(page.getLast().id())) : null;
        return Page.of(page.stream().map(Neighbours.Listed::view).toList(), next);
    }

    private long place(String scope, String cursor) {
        return cursors.open(scope, cursor).map(parts -> Long.parseLong(parts.getFirst()))
                .orElseThrow(NeighbourController::noCursor);
    }

    private static RuntimeException noCursor() {
        return Problem.of(ErrorCode.INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException();
    }

    /** One of the lists. */
    private interface Source {
        List<Neighbours.Listed> list(long me, long of, long before, int limit);
    }
}
