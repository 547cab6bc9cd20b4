package dev.whiteboard.limiter.rules;

import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;

/** Rules, for administrators. {@code If-Match} makes a change conditional on the version last read. */
@RestController
@RequestMapping("/admin/rate-rules")
class RuleController {
    private static final String CURSOR = "rate-rules";

    private final Rules rules;
    private final RulePublisher publisher;
    private final SignedCursors cursors;

    RuleController(Rules rules, RulePublisher publisher, SignedCursors cursors) {
        this.rules = rules;
        this.publisher = publisher;
        this.cursors = cursors;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RuleAnswer> make(@RequestBody RuleRequest request, @AuthenticationPrincipal Caller caller) {
        StoredRule made = rules.make(request, caller.userId())
                .orElseThrow(
                        () -> Problem.of(ErrorCode.CONFLICT, "there are as many rules as there may be").asException());
        publisher.publish();
        return answer(HttpStatus.CREATED, made);
    }

    @GetMapping
    Page<RuleAnswer> list(ListQuery query) {
        List<StoredRule> found = rules.after(from(query.cursor()), query.limit() + 1);
        List<RuleAnswer> page = found.stream().limit(query.limit()).map(RuleAnswer::of).toList();
        return Page.of(page, found.size() > query.limit() ? cursors.sign(CURSOR, page.getLast().id()) : null);
    }

    @GetMapping("/{id}")
    ResponseEntity<RuleAnswer> one(@PathVariable String id) {
        return answer(HttpStatus.OK, rules.find(id).orElseThrow(RuleController::missing));
    }

    /** A rule's changes, latest first. */
    @GetMapping("/{id}/history")
    Page<ChangeLog.Change> history(@PathVariable String id) {
        List<ChangeLog.Change> changes = rules.history(id);
        if (changes.isEmpty()) {
            throw missing();
        }
        return Page.last(changes);
    }

    @PutMapping("/{id}")
    ResponseEntity<RuleAnswer> change(@PathVariable String id, @RequestBody RuleRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @AuthenticationPrincipal Caller caller) {
        return result(rules.change(id, request, version(match), caller.userId()));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<RuleAnswer> delete(@PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @AuthenticationPrincipal Caller caller) {
        return result(rules.delete(id, version(match), caller.userId()));
    }

    private ResponseEntity<RuleAnswer> result(Rules.Outcome outcome) {
        ResponseEntity<RuleAnswer> answer = switch (outcome) {
            case Rules.Outcome.Done(StoredRule rule) -> answer(HttpStatus.OK, rule);
            case Rules.Outcome.Deleted() -> ResponseEntity.noContent().build();
            case Rules.Outcome.Missing() -> throw missing();
            case Rules.Outcome.Changed(long version) -> throw Problem
                    .of(ErrorCode.PRECONDITION_FAILED, "the rule has changed; it is at version " + version)
                    .asException();
        };
        publisher.publish();
        return answer;
    }

    private static ResponseEntity<RuleAnswer> answer(HttpStatus status, StoredRule rule) {
        return ResponseEntity.status(status).eTag("\"" + rule.rule().version() + "\"").body(RuleAnswer.of(rule));
    }

    private String from(@Nullable String cursor) {
        return cursor == null
                ? ""
                : cursors.open(CURSOR, cursor).orElseThrow(
                        () -> Problem.of(ErrorCode.INVALID_CURSOR, "is not a cursor of this list").field("cursor")
                                .asException())
                        .getFirst();
    }

    private static OptionalLong version(@Nullable String match) {
        if (match == null || match.equals("*")) {
            return OptionalLong.empty();
        }
        return OptionalLong
                .of(match.matches("\"[0-9]{1,18}\"") ? Long.parseLong(match.substring(1, match.length() - 1)) : -1);
    }

    private static RuntimeException missing() {
        return Problem.of(ErrorCode.NOT_FOUND, "there is no such rule").asException();
    }
}
