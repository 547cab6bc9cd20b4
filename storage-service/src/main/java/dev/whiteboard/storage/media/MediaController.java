package dev.whiteboard.storage.media;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.storage.blob.BlobStore;
import dev.whiteboard.storage.blob.ByteRange;
import dev.whiteboard.storage.tree.FileName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Media: put into the store by an address, completed here, served to everybody. */
@RestController
class MediaController {
    private final MediaLibrary library;
    private final BlobStore blobs;
    private final MediaProperties properties;

    MediaController(MediaLibrary library, BlobStore blobs, MediaProperties properties) {
        this.library = library;
        this.blobs = blobs;
        this.properties = properties;
    }

    /** Body of {@code POST /api/v1/media/upload}. */
    record NewMedium(String fileName, String contentType, long sizeBytes) {}

    /** Where to put it. */
    record UploadView(String mediaId, URI uploadUrl) {}

    /** What has become of it; the address is one of this platform. */
    record MediumView(String mediaId, String url, String fileName, String contentType, long sizeBytes) {}

    @PostMapping("/api/v1/media/upload")
    @ResponseStatus(HttpStatus.CREATED)
    UploadView begin(@RequestBody NewMedium request, @AuthenticationPrincipal Caller caller) {
        String name = FileName.check(request.fileName(), "file_name").text();
        if (MediaType.of(request.contentType()).isEmpty()) {
            throw Problem.of(VALIDATION_ERROR, "is not a type that is served").field("content_type").asException();
        }
        long largest = properties.largest().toBytes();
        if (request.sizeBytes() < 1 || request.sizeBytes() > largest) {
            throw Problem.of(VALIDATION_ERROR, "must be 1 to " + largest).field("size_bytes").asException();
        }
        Medium medium = library.begin(caller.userId(), name, request.contentType(), request.sizeBytes());
        return new UploadView(medium.publicId(), blobs.writable(medium.quarantine(), properties.urlLifetime()));
    }

    @PostMapping("/api/v1/media/{id}/complete")
    MediumView complete(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        Medium medium = library.complete(caller.userId(), id(id));
        return new MediumView(medium.publicId(), properties.publicUrl() + "/media/" + medium.publicId(),
                medium.fileName(), medium.contentType(), medium.size());
    }

    /** It never changes, so whoever has it keeps it: this service sees a medium once for each cache in front of it. */
    @GetMapping("/media/{id}")
    void get(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Medium medium = library.published(id(id));
        String etag = "\"" + medium.publicId() + "\"";
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        if (etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        String range = request.getHeader(HttpHeaders.RANGE);
        switch (range == null ? new ByteRange.Asked.Whole() : ByteRange.parse(range, medium.size())) {
            case ByteRange.Asked.Whole _ -> send(medium, ByteRange.whole(medium.size()), request, response);
            case ByteRange.Asked.Part(ByteRange part) -> {
                response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
                response.setHeader(HttpHeaders.CONTENT_RANGE,
                        "bytes " + part.first() + "-" + part.last() + "/" + medium.size());
                send(medium, part, request, response);
            }
            case ByteRange.Asked.Unsatisfiable _ -> {
                response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + medium.size());
            }
        }
    }

    private void send(Medium medium, ByteRange range, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean shown = MediaType.of(medium.contentType()).filter(MediaType::shown).isPresent();
        response.setContentType(medium.contentType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, (shown
                ? ContentDisposition.inline()
                : ContentDisposition.attachment()).filename(medium.fileName(), UTF_8).build().toString());
        response.setContentLengthLong(range.length());
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try (InputStream bytes = blobs.open(Objects.requireNonNull(medium.objectKey()), range.first(), range.last())
                .orElseThrow(MediaLibrary::missing)) {
            bytes.transferTo(response.getOutputStream());
        }
    }

    private static long id(String text) {
        return Medium.parse(text).orElseThrow(MediaLibrary::missing);
    }
}
