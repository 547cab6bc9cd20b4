package dev.whiteboard.identity.login;

import dev.whiteboard.identity.account.Username;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Applies {@link ThrottlePolicy} to what is stored: whoever changes a name's row first wins, the others look again. */
@Component
class LoginThrottle {
    private final AttemptStore attempts;
    private final ThrottlePolicy policy;

    LoginThrottle(AttemptStore attempts, ThrottleSettings settings) {
        this.attempts = attempts;
        this.policy = settings.policy();
    }

    /** Charges one guess; outside of any transaction, so that nothing that fails later gives the guess back. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public ThrottlePolicy.Verdict charge(Username name) {
        while (true) {
            var before = attempts.find(name);
            var verdict = policy.decide(before.attempts(), before.now());
            switch (verdict) {
                case ThrottlePolicy.Verdict.Refused refused -> {
                    return refused;
                }
                case ThrottlePolicy.Verdict.Admitted(var charged) -> {
                    if (attempts.replace(name, before.version(), charged)) {
                        return verdict;
                    }
                }
            }
        }
    }

    /** The guess was right: the name starts afresh. */
    public void refund(Username name) {
        attempts.forget(name);
    }
}
