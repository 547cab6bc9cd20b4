package dev.whiteboard.common.search;

/** Elasticsearch is away, hangs or is overrun. */
public final class SearchUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SearchUnavailable(String message) {
        super(message);
    }

    public SearchUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
