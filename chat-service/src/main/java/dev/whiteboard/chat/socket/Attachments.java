package dev.whiteboard.chat.socket;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.common.client.UpstreamUnavailable;
import dev.whiteboard.common.media.MediaDirectory;
import dev.whiteboard.common.media.Medium;
import dev.whiteboard.common.problem.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes sure that what a message shows is its sender's, and whole. */
@Component
class Attachments {
    private final MediaDirectory media;
    private final Executor threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("media-", 0).factory());

    Attachments(MediaDirectory media) {
        this.media = media;
    }

    /** What was found out about a medium. */
    enum Verdict {
        GOOD, NOT_THEIRS, INCOMPLETE, UNKNOWN
    }

    CompletionStage<Verdict> judge(long userId, String mediaId) {
        return CompletableFuture.supplyAsync(() -> look(Ids.USER.text(userId), mediaId), threads);
    }

    private Verdict look(String userId, String mediaId) {
        try {
            Medium medium = media.find(List.of(mediaId)).get(mediaId);
            if (medium == null || !medium.ownerId().equals(userId)) {
                return Verdict.NOT_THEIRS;
            }
            return medium.complete() ? Verdict.GOOD : Verdict.INCOMPLETE;
        } catch (UpstreamUnavailable away) {
            return Verdict.UNKNOWN;
        }
    }

    /** @throws Fault unless it is good; null if nothing was found out */
    static void requireGood(@Nullable Verdict verdict) {
        switch (verdict) {
            case GOOD -> {}
            case NOT_THEIRS -> throw refusal("there is no such medium of yours");
            case INCOMPLETE -> throw refusal("is not complete");
            case UNKNOWN -> throw unknown();
            case null -> throw unknown();
        }
    }

    private static Fault refusal(String why) {
        return new Fault(ErrorCode.VALIDATION_ERROR, why, "media_id");
    }

    private static Fault unknown() {
        return new Fault(ErrorCode.SERVICE_UNAVAILABLE,
                "media cannot be looked up now; send it again under the same client_msg_id", "media_id");
    }
}
