package dev.whiteboard.gateway.shortlink;

/** Hears how a request on a {@link Line} ended; exactly one of the two, once. */
interface LineListener {
    void answered(Answer answer);

    void failed(Throwable error);
}
