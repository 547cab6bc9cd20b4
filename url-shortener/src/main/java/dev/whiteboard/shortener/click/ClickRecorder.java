package dev.whiteboard.shortener.click;

import java.util.concurrent.CompletableFuture;

/** Takes note of redirects. */
public interface ClickRecorder {

    /**
     * Never makes the caller wait.
     *
     * @return whether the visitor may be redirected: at once if clicks are spooled; in the exact mode when the click is
     *         counted, and not at all if it could not be
     */
    CompletableFuture<Boolean> record(Click click);
}
