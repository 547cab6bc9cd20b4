package dev.whiteboard.shortener.qr;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.UNAUTHENTICATED;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.shortener.link.Link;
import dev.whiteboard.shortener.link.Links;
import dev.whiteboard.shortener.link.PublicAddress;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Draws the QR code of a link: for its owner; for everybody if nobody owns it. */
@RestController
class QrController {
    private static final int SMALLEST = 128;
    private static final int LARGEST = 2_048;
    private static final int WIDEST_MARGIN = 16;
    /** The picture of a link never changes; what the link leads to is not in it. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Links links;
    private final PublicAddress address;

    QrController(Links links, PublicAddress address) {
        this.links = links;
        this.address = address;
    }

    @ApiResponse(responseCode = "200", content = {@Content(mediaType = "image/svg+xml"),
        @Content(mediaType = "image/png")})
    @GetMapping("/api/v1/links/{key}/qr")
    ResponseEntity<byte[]> draw(@PathVariable String key,
            @Parameter(schema = @Schema(allowableValues = {"svg",
                "png"})) @RequestParam(defaultValue = "svg") String format,
            @Parameter(schema = @Schema(minimum = "128", maximum = "2048")) @RequestParam(defaultValue = "256") int size,
            @Parameter(schema = @Schema(minimum = "0", maximum = "16")) @RequestParam(defaultValue = "4") int margin,
            @AuthenticationPrincipal @Nullable Caller caller, @Parameter(hidden = true) WebRequest request) {
        Link link = readable(key, caller);
        QrCode code = code(link, format, size, margin);
        CacheControl kept = link.anonymous()
                ? CacheControl.maxAge(KEPT).cachePublic()
                : CacheControl.maxAge(KEPT).cachePrivate();
        if (request.checkNotModified(code.tag())) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(code.tag()).cacheControl(kept).build();
        }
        return ResponseEntity.ok().eTag(code.tag()).cacheControl(kept)
                .header(HttpHeaders.CONTENT_TYPE, code.format().mediaType()).body(code.picture());
    }

    private Link readable(String key, @Nullable Caller caller) {
        Link link = links.find(key).filter(found -> !found.deleted()).orElse(null);
        if (link != null && (link.anonymous() || (caller != null && link.belongsTo(caller.userId())))) {
            return link;
        }
        throw caller == null
                ? Problem.of(UNAUTHENTICATED, "a link that somebody owns is drawn for its owner").asException()
                : Problem.of(NOT_FOUND, "you have no such link").asException();
    }

    private QrCode code(Link link, String format, int size, int margin) {
        QrFormat known = QrFormat.of(format).orElseThrow(() -> refused("format", "must be svg or png"));
        if (size < SMALLEST || size > LARGEST) {
            throw refused("size", "must be between 128 and 2048");
        }
        if (margin < 0 || margin > WIDEST_MARGIN) {
            throw refused("margin", "must be between 0 and 16");
        }
        return new QrCode(address.shortUrl(link.shortKey()), known, size, margin);
    }

    private static RuntimeException refused(String field, String message) {
        return Problem.of(VALIDATION_ERROR, message).field(field).asException();
    }
}
