package dev.whiteboard.identity.session;

import java.security.SecureRandom;
import java.util.Optional;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.identity.account.User;
import dev.whiteboard.identity.session.Sessions.Begun;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Exchanges refresh tokens: looks, decides, and changes what it saw by compare-and-set, or looks again.
 * <p>
 * Looking, and ending a family, happen outside of any transaction that the caller may be in: an end must outlive the
 * refusal that goes with it, and a refusal rolls back what a keyed request did.
 */
@Component
class Refreshing {
    private static final Logger log = LoggerFactory.getLogger(Refreshing.class);

    private final FamilyStore families;
    private final SessionSettings settings;
    private final TransactionTemplate together;
    private final TransactionTemplate apart;
    private final SecureRandom random = new SecureRandom();

    Refreshing(FamilyStore families, SessionSettings settings, PlatformTransactionManager transactions) {
        this.families = families;
        this.settings = settings;
        this.together = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** The session of this refresh token with its next token, or nothing if it is of no use. */
    Optional<Begun> refresh(String text) {
        return RefreshToken.parse(text).flatMap(this::refresh);
    }

    private Optional<Begun> refresh(RefreshToken token) {
        while (true) {
            switch (RefreshDecision.decide(look(token), settings.grace())) {
                case RefreshDecision.Rotate(var family, var user) -> {
                    var successor = RefreshToken.draw(random);
                    if (rotate(family, token, successor)) {
                        CrashPoint.reached("session.rotated");
                        return Optional.of(new Begun(user, family, successor.text()));
                    }
                }
                case RefreshDecision.Repeat(var family, var user, var sealed) -> {
                    return Optional.of(new Begun(user, family, SuccessorSeal.open(token, sealed).text()));
                }
                case RefreshDecision.KillFamily(var family, var user) -> {
                    kill(family, user);
                    return Optional.empty();
                }
                case RefreshDecision.Refuse(var why) -> {
                    log.debug("refresh refused: {}", why);
                    return Optional.empty();
                }
            }
        }
    }

    private @Nullable Presented look(RefreshToken token) {
        Optional<Presented> found = apart.execute(none -> families.find(token));
        return found.orElse(null);
    }

    private boolean rotate(long family, RefreshToken head, RefreshToken successor) {
        return Boolean.TRUE.equals(
                together.execute(tx -> families.rotate(family, head, successor, settings.refreshLifetime())));
    }

    private void kill(long family, User user) {
        if (Boolean.TRUE.equals(apart.execute(none -> families.end(family, "reuse")))) {
            log.warn("refresh token of {} used again after its grace: session {} ended", user.publicId(),
                    PublicId.format("ses", family));
        }
    }
}
