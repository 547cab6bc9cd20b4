package dev.whiteboard.shortener.qr;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.MediaType;

/** How a code is drawn. */
enum QrFormat {
    SVG("svg", "image/svg+xml"), PNG("png", MediaType.IMAGE_PNG_VALUE);

    private final String text;
    private final String mediaType;

    QrFormat(String text, String mediaType) {
        this.text = text;
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<QrFormat> of(String text) {
        return Arrays.stream(values()).filter(format -> format.text.equals(text)).findFirst();
    }
}
