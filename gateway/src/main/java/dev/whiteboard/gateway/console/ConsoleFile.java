package dev.whiteboard.gateway.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A file of the console, as it is sent: browsers keep it and ask each time whether it is still the one, which costs a 304
 * on this machine and never shows a page with another version's script.
 */
record ConsoleFile(
        MediaType type,
        String text,
        String tag) {

    private static final Map<String, String> TYPES = Map.of("html", "text/html", "css", "text/css", "js",
            "text/javascript", "svg", "image/svg+xml", "json", "application/json", "md", "text/markdown", "txt",
            "text/plain");
    private static final int TAG_BYTES = 12;
    private static final CacheControl FOR_GOOD = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    static ConsoleFile of(String name, String text) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("no media type is known for " + name);
        }
        return new ConsoleFile(new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8), text, tag(text));
    }

    ResponseEntity<String> answer() {
        return head().body(text);
    }

    /** With headers of its own. */
    ResponseEntity<String> answer(HttpHeaders own) {
        return head().headers(own).body(text);
    }

    /** At an address that names its version: kept for good. */
    ResponseEntity<String> lasting() {
        return head().cacheControl(FOR_GOOD).body(text);
    }

    private ResponseEntity.BodyBuilder head() {
        return ResponseEntity.ok()
                .contentType(type)
                .eTag(tag)
                .cacheControl(CacheControl.noCache());
    }

    private static String tag(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
