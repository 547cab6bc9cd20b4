package dev.whiteboard.video.audience;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.VideoId;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What viewers say, and whoever wants to hear it, the newest first. */
@RestController
@RequestMapping("/api/v1/videos/{id}/comments")
class CommentController {
    private static final int LONGEST = 2_000;

    private final Comments comments;
    private final Catalogue catalogue;
    private final SignedCursors cursors;

    CommentController(Comments comments, Catalogue catalogue, SignedCursors cursors) {
        this.comments = comments;
        this.catalogue = catalogue;
        this.cursors = cursors;
    }

    /** What is to be said. */
    record NewComment(String text) {}

    /** A comment on the wire. */
    record CommentView(String commentId, String videoId, String authorId, String text, Instant createdAt) {
        static CommentView of(Comment comment) {
            return new CommentView(comment.publicId(), comment.video().toString(), comment.authorId(), comment.text(),
                    comment.createdAt());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CommentView add(@PathVariable String id, @RequestBody NewComment comment,
            @AuthenticationPrincipal Caller caller) {
        VideoId video = VideoId.of(id);
        String text = comment.text().strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw Problem.of(VALIDATION_ERROR, "must have 1 to " + LONGEST + " characters").field("text")
                    .asException();
        }
        return CommentView.of(comments.add(video, caller.userId(), text));
    }

    @GetMapping
    Page<CommentView> list(@PathVariable String id, ListQuery query) {
        VideoId video = VideoId.of(id);
        var _ = catalogue.find(video).orElseThrow(VideoId::missing);
        String scope = "comments:" + video;
        long before = query.cursor() == null ? Long.MAX_VALUE : position(scope, query.cursor());
        List<Comment> found = comments.of(video, before, query.limit() + 1);
        List<Comment> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? cursors.sign(scope, Long.toString(page.getLast().id())) : null;
        return Page.of(page.stream().map(CommentView::of).toList(), next);
    }

    private long position(String scope, String cursor) {
        return Long.parseLong(cursors.open(scope, cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException())
                .getFirst());
    }
}
