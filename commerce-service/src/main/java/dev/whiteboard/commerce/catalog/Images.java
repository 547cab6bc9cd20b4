package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.media.MediaDirectory;
import dev.whiteboard.common.media.Medium;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a seller may show these images: they are in storage, whole, theirs, and pictures. */
@Component
class Images {
    private final MediaDirectory directory;

    Images(MediaDirectory directory) {
        this.directory = directory;
    }

    /** The first that may not be shown, as the field that names it; asks storage, so before any transaction. */
    Optional<Outcome.Refused> firstWrong(List<String> images, String seller) {
        if (images.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Medium> known = directory.find(images);
        for (int i = 0; i < images.size(); i++) {
            Medium medium = known.get(images.get(i));
            String field = "images[" + i + "]";
            if (medium == null || !medium.ownerId().equals(seller)) {
                return Optional.of(new Outcome.Refused(field, "there is no such medium of yours"));
            }
            if (!medium.complete()) {
                return Optional.of(new Outcome.Refused(field, "is not complete"));
            }
            if (!medium.contentType().startsWith("image/")) {
                return Optional.of(new Outcome.Refused(field, "is no picture"));
            }
        }
        return Optional.empty();
    }
}
