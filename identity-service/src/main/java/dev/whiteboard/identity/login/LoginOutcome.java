package dev.whiteboard.identity.login;

import java.time.Duration;

import dev.whiteboard.identity.session.TokenPair;

/** How a login can end. */
sealed interface LoginOutcome {
    record SignedIn(TokenPair tokens) implements LoginOutcome {}

    /** No such name or not its password; the answer does not tell which. */
    record WrongCredentials() implements LoginOutcome {}

    /** The right password of an account that an administrator has disabled. */
    record Disabled() implements LoginOutcome {}

    record Throttled(Duration retryAfter) implements LoginOutcome {}
}
