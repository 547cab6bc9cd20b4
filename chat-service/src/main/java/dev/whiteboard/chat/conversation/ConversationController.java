package dev.whiteboard.chat.conversation;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A caller's conversations. */
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationController {
    private static final int LONGEST_NAME = 100;

    private final Conversations conversations;
    private final Newcomers newcomers;
    private final SignedCursors cursors;

    ConversationController(Conversations conversations, Newcomers newcomers, SignedCursors cursors) {
        this.conversations = conversations;
        this.newcomers = newcomers;
        this.cursors = cursors;
    }

    /** 201, or 200 with the conversation that the two have already. */
    @PostMapping
    @ApiResponse(responseCode = "200", description = "the one that the two have already", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "a new one", useReturnTypeSchema = true)
    ResponseEntity<ConversationView> create(@RequestBody CreateRequest request,
            @AuthenticationPrincipal Caller caller) {
        long user = Refusals.user(caller);
        Set<Long> members = UserIds.read("member_ids", request.memberIds());
        Creation creation = Creation.of(request.type(), user, name(request.name()), members);
        Refusals.orNothing(creation.refusal());
        if (!conversations.exists(creation)) {
            newcomers.require("member_ids", creation.others());
        }
        Outcome.Done done = Refusals.orDone(conversations.create(creation));
        return ResponseEntity.status(done.created() ? 201 : 200).body(ConversationView.of(done.conversation()));
    }

    @GetMapping
    Page<ConversationView> list(ListQuery query, @AuthenticationPrincipal Caller caller) {
        long user = Refusals.user(caller);
        var before = query.cursor() == null ? null : position(query.cursor(), caller);
        List<Conversation> found = conversations.list(user, before, query.limit() + 1);
        List<Conversation> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? cursor(page.getLast(), caller) : null;
        return Page.of(page.stream().map(ConversationView::of).toList(), next);
    }

    @GetMapping("/{id:conv_.+}")
    ConversationView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return conversations.find(Refusals.conversation(id), Refusals.user(caller)).map(ConversationView::of)
                .orElseThrow(() -> Refusals.notAMember().asException());
    }

    private static @Nullable String name(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.codePointCount(0, stripped.length()) > LONGEST_NAME) {
            throw Problem.of(VALIDATION_ERROR, "has 1 to " + LONGEST_NAME + " characters").field("name").asException();
        }
        return stripped;
    }

    private String cursor(Conversation last, Caller caller) {
        return cursors.sign(scope(caller), last.activeAt().toString(), Long.toString(last.id()));
    }

    private ConversationStore.Position position(String cursor, Caller caller) {
        List<String> parts = cursors.open(scope(caller), cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
        return new ConversationStore.Position(Instant.parse(parts.get(0)), Long.parseLong(parts.get(1)));
    }

    private static String scope(Caller caller) {
        return "conversations:" + caller.userId();
    }
}
