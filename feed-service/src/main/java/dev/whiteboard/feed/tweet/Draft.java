package dev.whiteboard.feed.tweet;

import dev.whiteboard.common.media.MediaDirectory;
import dev.whiteboard.common.media.Medium;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A tweet that keeps the rules of its text. */
record Draft(String content, List<String> media, @Nullable Long replyTo) {
    private static final int MOST_MEDIA = 4;

    Draft {
        media = List.copyOf(media);
    }

    /** Refuses by the name of the field that breaks a rule. */
    static Draft of(TweetRequest request) {
        List<String> media = request.mediaIds() == null ? List.of() : request.mediaIds();
        if (TweetText.tooLong(request.content())) {
            throw refusal("content", "may have at most " + TweetText.LONGEST + " characters");
        }
        if (request.content().isBlank() && media.isEmpty()) {
            throw refusal("content", "must not be blank");
        }
        if (media.size() > MOST_MEDIA) {
            throw refusal("media_ids", "may name at most " + MOST_MEDIA);
        }
        if (new HashSet<>(media).size() < media.size()) {
            throw refusal("media_ids", "names one twice");
        }
        return new Draft(request.content(), media, replyTo(request.replyTo()));
    }

    /** The same draft, if its author may show all of its media. */
    Draft checked(MediaDirectory directory, String author) {
        Map<String, Medium> known = media.isEmpty() ? Map.of() : directory.find(media);
        for (int i = 0; i < media.size(); i++) {
            Medium medium = known.get(media.get(i));
            if (medium == null || !medium.ownerId().equals(author)) {
                throw refusal("media_ids[" + i + "]", "there is no such medium of yours");
            }
            if (!medium.complete()) {
                throw refusal("media_ids[" + i + "]", "is not complete");
            }
        }
        return this;
    }

    static ProblemException noSuchParent() {
        return refusal("reply_to", "there is no such tweet");
    }

    private static @Nullable Long replyTo(@Nullable String text) {
        if (text == null) {
            return null;
        }
        OptionalLong id = TweetId.parse(text);
        if (id.isEmpty()) {
            throw noSuchParent();
        }
        return id.getAsLong();
    }

    private static ProblemException refusal(String field, String message) {
        return Problem.of(ErrorCode.VALIDATION_ERROR, message).field(field).asException();
    }
}
