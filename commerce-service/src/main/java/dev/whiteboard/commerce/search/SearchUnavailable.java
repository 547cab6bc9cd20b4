package dev.whiteboard.commerce.search;

/** Elasticsearch is away, hangs or is overrun. */
final class SearchUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    SearchUnavailable(String message) {
        super(message);
    }

    SearchUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
