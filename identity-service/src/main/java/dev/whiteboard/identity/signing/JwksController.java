package dev.whiteboard.identity.signing;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the public keys (RFC 7517). */
@RestController
class JwksController {
    /** Well inside the time that a key is published before it signs. */
    private static final CacheControl CACHE = CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final SigningKeys keys;

    JwksController(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "200", description = "a JWK set", content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    ResponseEntity<String> jwks() {
        var set = keys.published();
        String etag = "\"" + Integer.toHexString(set.toString().hashCode()) + "\"";
        return ResponseEntity.ok().cacheControl(CACHE).eTag(etag).body(set.toString());
    }
}
