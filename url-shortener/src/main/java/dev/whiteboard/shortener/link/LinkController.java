package dev.whiteboard.shortener.link;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.PRECONDITION_FAILED;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A caller's own links. Somebody else's are not refused but not there. */
@RestController
@RequestMapping("/api/v1/links")
class LinkController {
    private static final Pattern TAG = Pattern.compile("\"(?<version>[0-9]{1,18})(\\.[0-9]{1,10})?\"");

    private final Links links;
    private final PublicAddress address;
    private final SignedCursors cursors;

    LinkController(Links links, PublicAddress address, SignedCursors cursors) {
        this.links = links;
        this.address = address;
        this.cursors = cursors;
    }

    @GetMapping
    Page<LinkView> list(ListQuery query, @AuthenticationPrincipal Caller caller) {
        LinkStore.Position before = query.cursor() == null ? null : position(query.cursor(), caller);
        List<Link> found = links.listOwn(caller.userId(), before, query.limit() + 1);
        List<Link> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? cursor(page.getLast(), caller) : null;
        return Page.of(page.stream().map(link -> LinkView.of(link, address)).toList(), next);
    }

    @GetMapping("/{key}")
    ResponseEntity<LinkView> get(@PathVariable String key, @AuthenticationPrincipal Caller caller) {
        return view(links.findOwn(key, caller.userId()).orElseThrow(() -> Refusals.noSuchLink().asException()));
    }

    /** With {@code If-Match} only if the link still has that version. */
    @PatchMapping("/{key}")
    ResponseEntity<LinkView> change(@PathVariable String key, @RequestBody ChangeRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        Outcome outcome = links.change(key, caller.userId(), request.command(), version(ifMatch));
        return view(Refusals.orLink(outcome));
    }

    @DeleteMapping("/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        Refusals.orLink(links.delete(key, caller.userId(), version(ifMatch)));
    }

    private ResponseEntity<LinkView> view(Link link) {
        return ResponseEntity.ok().eTag(tag(link)).body(LinkView.of(link, address));
    }

    /** The version decides over changes; how many clicks are left is part of what is shown, but not a change. */
    private static String tag(Link link) {
        ClickLimit limit = link.clickLimit();
        return limit == null ? Long.toString(link.version()) : link.version() + "." + limit.left();
    }

    private static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Problem.of(PRECONDITION_FAILED, "If-Match must be the ETag of a link").asException();
        }
        return Long.valueOf(tag.group("version"));
    }

    private String cursor(Link last, Caller caller) {
        return cursors.sign(scope(caller), last.createdAt().toString(), last.shortKey());
    }

    private LinkStore.Position position(String cursor, Caller caller) {
        List<String> parts = cursors.open(scope(caller), cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
        return new LinkStore.Position(Instant.parse(parts.get(0)), parts.get(1));
    }

    private static String scope(Caller caller) {
        return "links:" + caller.userId();
    }
}
