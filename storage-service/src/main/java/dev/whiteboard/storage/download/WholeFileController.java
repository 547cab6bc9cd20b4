package dev.whiteboard.storage.download;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.storage.blob.ByteRange;
import dev.whiteboard.storage.tree.Node;
import dev.whiteboard.storage.tree.NodeId;
import dev.whiteboard.storage.version.Version;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A file as one body, with ranges. */
@RestController
class WholeFileController {
    private final Downloads downloads;

    WholeFileController(Downloads downloads) {
        this.downloads = downloads;
    }

    /** @param version any of the file's; the head if it is not given */
    @GetMapping("/api/v1/files/{id}/content")
    void get(@PathVariable String id, @RequestParam(required = false) @Nullable Integer version,
            HttpServletRequest request, HttpServletResponse response, @AuthenticationPrincipal Caller caller)
            throws IOException {
        Node node = downloads.node(caller.userId(), NodeId.of(id));
        if (node.folder()) {
            throw Problem.of(VALIDATION_ERROR, "a folder has no content").asException();
        }
        Version content = downloads.version(node, version);
        String etag = "\"" + content.etag() + "\"";
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        switch (asked(request, etag, content.size())) {
            case ByteRange.Asked.Whole _ -> send(node, content, ByteRange.whole(content.size()), request, response);
            case ByteRange.Asked.Part(ByteRange range) -> {
                response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
                response.setHeader(HttpHeaders.CONTENT_RANGE,
                        "bytes " + range.first() + "-" + range.last() + "/" + content.size());
                send(node, content, range, request, response);
            }
            case ByteRange.Asked.Unsatisfiable _ -> {
                response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + content.size());
            }
        }
    }

    private void send(Node node, Version content, ByteRange range, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        response.setContentType("application/octet-stream");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(node.name().text(), UTF_8).build().toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLengthLong(range.length());
        if (!request.getMethod().equals("HEAD")) {
            downloads.open(content, range).to(response.getOutputStream());
        }
    }

    /** A range of what the client has in part counts only if that is what the file still is. */
    private static ByteRange.Asked asked(HttpServletRequest request, String etag, long size) {
        String range = request.getHeader(HttpHeaders.RANGE);
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        return range == null || (condition != null && !condition.equals(etag))
                ? new ByteRange.Asked.Whole()
                : ByteRange.parse(range, size);
    }

    private static boolean matches(@Nullable String header, String etag) {
        return header != null && (header.strip().equals("*") || header.contains(etag));
    }
}
