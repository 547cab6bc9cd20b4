package dev.whiteboard.identity.login;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether one more guess at a name's password may be made.
 * <p>
 * A guess is charged <em>before</em> the password is looked at and refunded when it was right, so guesses made in
 * parallel cannot all slip through a counter that none of them has raised yet. The first {@code free} guesses of a window
 * cost nothing; each further one closes the door behind it, for {@code firstDelay}, then twice that, and so on up to
 * {@code longestDelay}. While it is closed even the right password is refused: otherwise the refusal would tell a guesser
 * that the guess was wrong. A name is forgotten once nobody has tried it for a {@code window}.
 */
record ThrottlePolicy(int free, Duration window, Duration firstDelay, Duration longestDelay) {
    ThrottlePolicy {
        if (free < 1) {
            throw new IllegalArgumentException("free must be at least 1");
        }
    }

    sealed interface Verdict {
        /** The guess may be made; {@code charged} is what must be stored before it is. */
        record Admitted(Attempts charged) implements Verdict {}

        record Refused(Duration retryAfter) implements Verdict {}
    }

    Verdict decide(Attempts before, Instant now) {
        if (before.lockedUntil() != null && now.isBefore(before.lockedUntil())) {
            return new Verdict.Refused(Duration.between(now, before.lockedUntil()));
        }
        boolean forgotten = now.isAfter(before.lastAt().plus(window));
        int failures = forgotten ? 1 : before.failures() + 1;
        return new Verdict.Admitted(
                new Attempts(failures, now, failures < free ? null : now.plus(delayAfter(failures))));
    }

    private Duration delayAfter(int failures) {
        int doublings = Math.min(failures - free, 30);
        Duration delay = firstDelay.multipliedBy(1L << doublings);
        return delay.compareTo(longestDelay) > 0 ? longestDelay : delay;
    }
}
