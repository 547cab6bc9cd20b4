package dev.whiteboard.common.security;

/** What became of a token. */
public sealed interface TokenCheck {
    /** It is genuine, meant for us and in force. */
    record Valid(Caller caller) implements TokenCheck {}

    /** It is not, and never will be; the reason is safe to show. */
    record Invalid(String reason) implements TokenCheck {}

    /** Nobody can tell at the moment: identity has not been reached since this process started. */
    record Unverifiable() implements TokenCheck {}
}
