package dev.whiteboard.video.upload;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.video.catalog.NewVideo;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /api/v1/videos/upload}. */
record UploadRequest(String title, @Nullable String description, @Nullable List<String> tags, String fileName,
        @Nullable Long sizeBytes, @Nullable String contentType, @Nullable String sha256) {
    private static final int TITLE = 200;
    private static final int DESCRIPTION = 5_000;
    private static final int TAGS = 30;
    private static final int TAG = 50;
    private static final int NAME = 255;
    private static final String HASH = "[0-9a-fA-F]{64}";

    NewVideo of(String ownerId, long largest) {
        check("title", !title.isBlank() && title.length() <= TITLE, "must have 1 to " + TITLE + " characters");
        check("description", text().length() <= DESCRIPTION, "may have " + DESCRIPTION + " characters");
        check("tags", labels().size() <= TAGS, "may be " + TAGS);
        check("tags", labels().stream().allMatch(tag -> !tag.isBlank() && tag.length() <= TAG),
                "must each have 1 to " + TAG + " characters");
        check("file_name", !fileName.isBlank() && fileName.length() <= NAME, "must have 1 to " + NAME + " characters");
        check("size_bytes", sizeBytes == null || (sizeBytes > 0 && sizeBytes <= largest), "must be 1 to " + largest);
        check("sha256", sha256 == null || sha256.matches(HASH), "must have 64 hexadecimal digits");
        return new NewVideo(ownerId, title.strip(), text(), labels().stream().map(String::strip).distinct().toList(),
                fileName, sha256 == null ? null : HexFormat.of().parseHex(sha256));
    }

    private String text() {
        return Optional.ofNullable(description).orElse("");
    }

    private List<String> labels() {
        return Optional.ofNullable(tags).orElse(List.of());
    }

    private static void check(String field, boolean fine, String rule) {
        if (!fine) {
            throw Problem.of(VALIDATION_ERROR, rule).field(field).asException();
        }
    }
}
