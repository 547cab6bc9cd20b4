package dev.whiteboard.storage.media;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What other services may know of media before they show them. */
@RestController
class MediaFactsController {
    private static final int MOST = 100;

    private final MediaStore store;

    MediaFactsController(MediaStore store) {
        this.store = store;
    }

    /** Whose it is, what it is, and whether it is complete; from then on it never changes. */
    record Facts(String mediaId, String ownerId, String contentType, long sizeBytes, boolean complete) {
        static Facts of(Medium medium) {
            return new Facts(medium.publicId(), medium.ownerId(), medium.contentType(), medium.size(),
                    medium.objectKey() != null);
        }
    }

    /** Those that exist, in no order. */
    record Found(List<Facts> data) {}

    @GetMapping("/internal/media")
    Found find(@RequestParam List<String> ids) {
        if (ids.size() > MOST) {
            throw Problem.of(VALIDATION_ERROR, "may be at most " + MOST).field("ids").asException();
        }
        List<Long> numbers = ids.stream().map(Medium::parse).filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong).distinct().toList();
        return new Found(store.findAll(numbers).stream().map(Facts::of).toList());
    }
}
