package dev.whiteboard.chat.log;

import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.GONE;
import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.SERVICE_UNAVAILABLE;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.chat.conversation.Conversations;
import dev.whiteboard.chat.conversation.Refusals;
import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A conversation's history, and changes to what has been said. */
@RestController
@RequestMapping("/api/v1/conversations/{id:conv_.+}/messages")
class MessageController {
    private final Conversations conversations;
    private final LogStore store;
    private final ConversationLog log;
    private final SnowflakeGenerator ids;
    private final SignedCursors cursors;

    MessageController(Conversations conversations, LogStore store, ConversationLog log, SnowflakeGenerator ids,
            SignedCursors cursors) {
        this.conversations = conversations;
        this.store = store;
        this.log = log;
        this.ids = ids;
        this.cursors = cursors;
    }

    record EditRequest(String content) {}

    /** Always ascending; the newest page without {@code after_seq}, {@code before_seq} or cursor. */
    @GetMapping
    Page<MessageView> history(@PathVariable String id, ListQuery query,
            @RequestParam(name = "after_seq", required = false) @Nullable Long afterSeq,
            @RequestParam(name = "before_seq", required = false) @Nullable Long beforeSeq,
            @AuthenticationPrincipal Caller caller) {
        long conversation = Refusals.conversation(id);
        long user = Refusals.user(caller);
        Range range = query.cursor() == null ? Range.of(afterSeq, beforeSeq) : range(id, query.cursor());
        List<Entry> found = store.visible(user, conversation, range.after, range.before, range.backwards,
                query.limit() + 1);
        if (found.isEmpty() && !conversations.isMember(conversation, user)) {
            throw Refusals.notAMember().asException();
        }
        boolean more = found.size() > query.limit();
        List<Entry> page = !more
                ? found
                : range.backwards ? found.subList(1, found.size()) : found.subList(0, query.limit());
        String next = more ? cursor(id, range, page) : null;
        return Page.of(page.stream().map(MessageView::of).toList(), next);
    }

    /** By its sender; an entry of the log that everybody gets. */
    @PatchMapping("/{message}")
    MessageView edit(@PathVariable String id, @PathVariable String message, @RequestBody EditRequest request,
            @AuthenticationPrincipal Caller caller) {
        MessageText.fault(request.content(), "text", null).ifPresent(fault -> {
            throw Problem.of(VALIDATION_ERROR, fault.message()).field(fault.field()).asException();
        });
        return MessageView.of(append(id, message, caller, Entry.Kind.EDIT, request.content()));
    }

    /** For everybody, by its sender or an admin of the group. The content is gone, that there was a message stays. */
    @DeleteMapping("/{message}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, @PathVariable String message, @AuthenticationPrincipal Caller caller) {
        append(id, message, caller, Entry.Kind.DELETION, "");
    }

    private Entry append(String id, String message, Caller caller, Entry.Kind kind, String content) {
        long target = Ids.MESSAGE.parse(message).orElseThrow(() -> noSuchMessage().asException());
        var draft = new Draft(Refusals.conversation(id), Refusals.user(caller), UUID.randomUUID().toString(),
                ids.next(), kind, content, "text", null, null, target);
        return switch (log.append(draft).join()) {
            case Appended.Written(Entry entry) -> entry;
            case Appended.Repeated(Entry entry) -> entry;
            case Appended.Refused(Appended.Reason reason) -> throw problem(reason).asException();
            case Appended.InDoubt _ -> throw Problem.of(SERVICE_UNAVAILABLE, "it is not known whether this was done")
                    .retryAfter(Duration.ofSeconds(1)).asException();
        };
    }

    private static Problem problem(Appended.Reason reason) {
        return switch (reason) {
            case NOT_A_MEMBER -> Refusals.notAMember();
            case NO_SUCH_MESSAGE -> noSuchMessage();
            case DELETED -> Problem.of(GONE, reason.message());
            case BLOCKED, NOT_THE_SENDER, NAME_REUSED -> Problem.of(FORBIDDEN, reason.message());
        };
    }

    private static Problem noSuchMessage() {
        return Problem.of(NOT_FOUND, Appended.Reason.NO_SUCH_MESSAGE.message());
    }

    /** Between which places, both exclusive, and from which end. */
    private record Range(long after, long before, boolean backwards) {
        static Range of(@Nullable Long after, @Nullable Long before) {
            return new Range(after == null ? 0 : after, before == null ? Long.MAX_VALUE : before, after == null);
        }
    }

    private String cursor(String id, Range range, List<Entry> page) {
        long after = range.backwards ? range.after : page.getLast().seq();
        long before = range.backwards ? page.getFirst().seq() : range.before;
        return cursors.sign("messages:" + id, Long.toString(after), Long.toString(before),
                Boolean.toString(range.backwards));
    }

    private Range range(String id, String cursor) {
        List<String> parts = cursors.open("messages:" + id, cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
        return new Range(Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)),
                Boolean.parseBoolean(parts.get(2)));
    }
}
