package dev.whiteboard.identity.account;

import java.time.Clock;
import java.time.Instant;

import dev.whiteboard.common.cursor.SignedCursors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a user show that they read the letters to an address. The token is signed for this user and this address, and only
 * the user can hand it in: who types somebody else's address gains nothing if its owner follows the letter.
 */
@Component
class EmailConfirmation {
    private static final Logger LOG = LoggerFactory.getLogger(EmailConfirmation.class);

    private final ConfirmedEmails confirmed;
    private final EmailSettings settings;
    private final SignedCursors signatures;
    private final Clock clock;

    EmailConfirmation(ConfirmedEmails confirmed, EmailSettings settings, SignedCursors signatures, Clock clock) {
        this.confirmed = confirmed;
        this.settings = settings;
        this.signatures = signatures;
        this.clock = clock;
    }

    /** There is no mail server in the house: the letter is a line of the log. */
    void write(User user, String email) {
        LOG.info("letter to {}: if you are {} here, POST /api/v1/auth/email/confirm {\"token\":\"{}\"}", email,
                user.username(), token(user.id(), email));
    }

    String token(long userId, String email) {
        Instant until = clock.instant().plus(settings.letterLifetime());
        return signatures.sign(scope(userId, email), Long.toString(until.getEpochSecond()));
    }

    /** What came of a token. */
    enum Outcome {
        CONFIRMED, WORTHLESS, TAKEN
    }

    @Transactional
    public Outcome confirm(long userId, String email, String token) {
        boolean good = signatures.open(scope(userId, email), token)
                .filter(parts -> Instant.ofEpochSecond(Long.parseLong(parts.getFirst())).isAfter(clock.instant()))
                .isPresent();
        if (!good) {
            return Outcome.WORTHLESS;
        }
        return confirmed.claim(userId, email) ? Outcome.CONFIRMED : Outcome.TAKEN;
    }

    private static String scope(long userId, String email) {
        return "email:" + userId + ":" + email;
    }
}
