package dev.whiteboard.video.delivery;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.blob.ByteRange;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.playlist.Playlist;
import dev.whiteboard.video.transcode.Screening;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Playlists, segments and pictures. All but the list of all renditions never change under their address, so whoever has
 * one keeps it; all of a video carry its id as {@code Surrogate-Key}, so that caches can forget it as a whole.
 */
@RestController
class MediaController {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String GROWING = "public, max-age=1, stale-if-error=30";
    private static final String GROWN = "public, max-age=30, stale-while-revalidate=30, stale-if-error=300";
    private static final String HLS = "application/vnd.apple.mpegurl";

    private final Screening screening;
    private final BlobStore blobs;

    MediaController(Screening screening, BlobStore blobs) {
        this.screening = screening;
        this.blobs = blobs;
    }

    /** @param etag names the bytes */
    private record Content(String etag, String type, String caching, long size, Opening opening) {}

    private interface Opening {
        InputStream open(ByteRange range);
    }

    @GetMapping("/media/videos/{id}/{*path}")
    void get(@PathVariable String id, @PathVariable String path, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        VideoId video = VideoId.of(id);
        Content content = Asked.of(path.substring(1)).flatMap(asked -> find(video, asked, path.substring(1)))
                .orElseThrow(MediaController::missing);
        response.setHeader(HttpHeaders.ETAG, content.etag());
        response.setHeader(HttpHeaders.CACHE_CONTROL, content.caching());
        response.setHeader("Surrogate-Key", video.toString());
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        if (same(request.getHeader(HttpHeaders.IF_NONE_MATCH), content.etag())) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        response.setContentType(content.type());
        switch (asked(request, content)) {
            case ByteRange.Asked.Whole _ -> send(content, ByteRange.whole(content.size()), request, response);
            case ByteRange.Asked.Part(ByteRange range) -> {
                response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
                response.setHeader(HttpHeaders.CONTENT_RANGE,
                        "bytes " + range.first() + "-" + range.last() + "/" + content.size());
                send(content, range, request, response);
            }
            case ByteRange.Asked.Unsatisfiable _ -> {
                response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + content.size());
            }
        }
    }

    private Optional<Content> find(VideoId video, Asked asked, String path) {
        return switch (asked) {
            case Asked.Master _ -> screening.master(video)
                    .map(playlist -> text(playlist, screening.complete(video) ? GROWN : GROWING));
            case Asked.Media(String track, String version) -> screening.media(video, track, version)
                    .map(playlist -> text(playlist, FOR_EVER));
            case Asked.Part(String track, int section, int attempt, String name) -> screening.counts(video, track,
                    section, attempt)
                            ? object(video, path, name.equals("init.mp4") ? "video/mp4" : "video/iso.segment")
                            : Optional.empty();
            case Asked.Picture(int attempt, String name) -> screening.pictures(video, attempt)
                    ? object(video, path, name.endsWith(".vtt") ? "text/vtt; charset=utf-8" : "image/jpeg")
                    : Optional.empty();
        };
    }

    private static Content text(Playlist playlist, String caching) {
        byte[] bytes = playlist.text().getBytes(StandardCharsets.UTF_8);
        return new Content("\"" + playlist.version() + "\"", HLS, caching, bytes.length,
                range -> new ByteArrayInputStream(bytes, Math.toIntExact(range.first()),
                        Math.toIntExact(range.length())));
    }

    /** Its key names the attempt that wrote it, so whatever lies there never changes. */
    private Optional<Content> object(VideoId video, String path, String type) {
        String key = video.folder() + path;
        return blobs.size(key).stream().boxed().findFirst()
                .map(size -> new Content("\"" + video + "/" + path + "\"", type, FOR_EVER, size,
                        range -> blobs.open(key, range.first(), range.last()).orElseThrow(MediaController::missing)));
    }

    private static void send(Content content, ByteRange range, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        response.setContentLengthLong(range.length());
        if (!request.getMethod().equals("HEAD")) {
            try (InputStream bytes = content.opening().open(range)) {
                bytes.transferTo(response.getOutputStream());
            }
        }
    }

    /** A range of what the client has in part counts only if that is what it still is. */
    private static ByteRange.Asked asked(HttpServletRequest request, Content content) {
        String range = request.getHeader(HttpHeaders.RANGE);
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        return range == null || (condition != null && !condition.equals(content.etag()))
                ? new ByteRange.Asked.Whole()
                : ByteRange.parse(range, content.size());
    }

    private static boolean same(@Nullable String header, String etag) {
        return header != null && (header.strip().equals("*") || header.contains(etag));
    }

    private static ProblemException missing() {
        return Problem.of(NOT_FOUND, "there is no such part of a video").asException();
    }
}
