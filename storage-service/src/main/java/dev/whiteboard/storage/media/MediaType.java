package dev.whiteboard.storage.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The types that are served, and how the first bytes of each look. What a browser would run (HTML, SVG, scripts) is not
 * among them; what has no signature of its own is served as a download only.
 */
enum MediaType {
    JPEG("image/jpeg", head -> starts(head, 0, "\u00FF\u00D8\u00FF")), PNG("image/png",
            head -> starts(head, 0, "\u0089PNG\r\n\u001A\n")), GIF("image/gif",
                    head -> starts(head, 0, "GIF87a") || starts(head, 0, "GIF89a")), WEBP("image/webp", head -> starts(
                            head, 0, "RIFF")
                            && starts(head, 8, "WEBP")), MP4("video/mp4", head -> starts(head, 4, "ftyp")), QUICKTIME(
                                    "video/quicktime", head -> starts(head, 4, "ftypqt")), WEBM("video/webm",
                                            head -> starts(head, 0, "\u001AE\u00DF\u00A3")), MP3("audio/mpeg",
                                                    head -> starts(head, 0, "ID3") || (head.length > 1
                                                            && (head[0] & 0xFF) == 0xFF
                                                            && (head[1] & 0xE6) == 0xE2)), OGG("audio/ogg",
                                                                    head -> starts(head, 0, "OggS")), WAV("audio/wav",
                                                                            head -> starts(head, 0, "RIFF")
                                                                                    && starts(head, 8, "WAVE")), PDF(
                                                                                            "application/pdf",
                                                                                            head -> starts(head, 0,
                                                                                                    "%PDF-")), ZIP(
                                                                                                            "application/zip",
                                                                                                            head -> starts(
                                                                                                                    head,
                                                                                                                    0,
                                                                                                                    "PK\u0003\u0004")), TEXT(
                                                                                                                            "text/plain",
                                                                                                                            head -> !binary(
                                                                                                                                    head)), ANYTHING(
                                                                                                                                            "application/octet-stream",
                                                                                                                                            head -> true);

    /** How many bytes it takes to tell. */
    static final int HEAD = 512;

    private final String name;
    private final Predicate<byte[]> signature;

    MediaType(String name, Predicate<byte[]> signature) {
        this.name = name;
        this.signature = signature;
    }

    static Optional<MediaType> of(String contentType) {
        return Arrays.stream(values()).filter(type -> type.name.equals(contentType)).findFirst();
    }

    boolean fits(byte[] head) {
        return signature.test(head);
    }

    /** Whether a page may show it; everything else is downloaded. */
    boolean shown() {
        return name.startsWith("image/") || name.startsWith("video/") || name.startsWith("audio/");
    }

    private static boolean starts(byte[] head, int at, String signature) {
        byte[] wanted = signature.getBytes(ISO_8859_1);
        return head.length >= at + wanted.length
                && Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static boolean binary(byte[] head) {
        for (byte octet : head) {
            if (octet >= 0 && octet < ' ' && octet != '\t' && octet != '\n' && octet != '\r' && octet != '\f') {
                return true;
            }
        }
        return false;
    }
}
