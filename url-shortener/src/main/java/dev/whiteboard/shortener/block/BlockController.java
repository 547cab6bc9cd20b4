package dev.whiteboard.shortener.block;

import static dev.whiteboard.common.problem.ErrorCode.ALREADY_EXISTS;
import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.shortener.host.Host;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where administrators keep the list of hosts that links must not lead to. */
@RestController
@RequestMapping("/admin/shortener/blocks")
class BlockController {
    private static final String SCOPE = "blocks";
    private static final int LONGEST_REASON = 500;

    private final BlockStore store;
    private final SignedCursors cursors;
    private final ApplicationEventPublisher events;

    BlockController(BlockStore store, SignedCursors cursors, ApplicationEventPublisher events) {
        this.store = store;
        this.cursors = cursors;
        this.events = events;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Block add(@RequestBody BlockRequest request, @AuthenticationPrincipal Caller caller) {
        String reason = request.reason();
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw Problem.of(VALIDATION_ERROR, "must have at most 500 characters").field("reason").asException();
        }
        Block added = store.add(host(request.host()).text(), reason, caller.userId())
                .orElseThrow(() -> Problem.of(ALREADY_EXISTS, "is blocked already").field("host").asException());
        events.publishEvent(new BlocksEdited());
        return added;
    }

    @GetMapping
    Page<Block> list(ListQuery query) {
        String after = query.cursor() == null
                ? ""
                : cursors.open(SCOPE, query.cursor()).orElseThrow(
                        () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException())
                        .getFirst();
        List<Block> found = store.page(after, query.limit() + 1);
        List<Block> page = found.subList(0, Math.min(query.limit(), found.size()));
        return Page.of(page, found.size() > page.size() ? cursors.sign(SCOPE, page.getLast().host()) : null);
    }

    @DeleteMapping("/{host}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String host) {
        boolean removed = Host.parse(host).map(Host::text).map(store::remove).orElse(false);
        if (!removed) {
            throw Problem.of(NOT_FOUND, "this host is not blocked").asException();
        }
        events.publishEvent(new BlocksEdited());
    }

    /** A whole top-level domain is nobody's to block by a slip of the finger. */
    private static Host host(String written) {
        return Host.parse(written).filter(host -> !host.isName() || host.text().contains("."))
                .orElseThrow(() -> Problem.of(VALIDATION_ERROR, "must be a host such as example.org, or an address")
                        .field("host").asException());
    }
}
