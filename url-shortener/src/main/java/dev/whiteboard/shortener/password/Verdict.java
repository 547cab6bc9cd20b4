package dev.whiteboard.shortener.password;

import java.time.Duration;

/** What comes of somebody's trying a password. */
public sealed interface Verdict {

    record Right() implements Verdict {}

    record Wrong() implements Verdict {}

    /** It was not looked at, right or not: too many wrong ones came before it. */
    record NotNow(Duration retryAfter) implements Verdict {}
}
