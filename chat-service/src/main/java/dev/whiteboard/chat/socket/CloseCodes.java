package dev.whiteboard.chat.socket;

/** Why the server closes a connection, as a WebSocket status (RFC 6455 §7.4). */
final class CloseCodes {
    static final int GOING_AWAY = 1001;
    static final int TOO_BIG = 1009;
    static final int RESTART = 1012;
    static final int TRY_AGAIN = 1013;
    static final int UNAUTHENTICATED = 4401;

    private CloseCodes() {}
}
