package dev.whiteboard.identity.login;

import java.util.Optional;

import dev.whiteboard.identity.account.Accounts;
import dev.whiteboard.identity.account.User;
import dev.whiteboard.identity.account.Username;
import dev.whiteboard.identity.account.Users;
import dev.whiteboard.identity.password.HashingBulkhead;
import dev.whiteboard.identity.password.PasswordHashing;
import dev.whiteboard.identity.session.Sessions;
import org.springframework.stereotype.Component;

/** Signs a user in with a password. */
@Component
class Login {
    private final Users users;
    private final Accounts accounts;
    private final LoginThrottle throttle;
    private final HashingBulkhead bulkhead;
    private final PasswordHashing hashing;
    private final Sessions sessions;

    Login(Users users, Accounts accounts, LoginThrottle throttle, HashingBulkhead bulkhead, PasswordHashing hashing,
            Sessions sessions) {
        this.users = users;
        this.accounts = accounts;
        this.throttle = throttle;
        this.bulkhead = bulkhead;
        this.hashing = hashing;
        this.sessions = sessions;
    }

    LoginOutcome with(String username, String password) {
        // What cannot be a name is nobody's; everybody knows the rule, so saying so at once gives nothing away.
        return Username.parse(username)
                .map(name -> bulkhead.inSlot(() -> guess(name, password)))
                .orElseGet(LoginOutcome.WrongCredentials::new);
    }

    /** Charges the guess only once a slot is free: guesses that wait must not lock out each other. */
    private LoginOutcome guess(Username name, String password) {
        return switch (throttle.charge(name)) {
            case ThrottlePolicy.Verdict.Refused(var retryAfter) -> new LoginOutcome.Throttled(retryAfter);
            case ThrottlePolicy.Verdict.Admitted _ -> verified(name, password).map(this::signIn)
                    .orElseGet(LoginOutcome.WrongCredentials::new);
        };
    }

    private Optional<User> verified(Username name, String password) {
        var credentials = users.credentials(name);
        boolean right = credentials.map(known -> hashing.matches(password, known.passwordHash()))
                .orElseGet(() -> hashing.matchesNobody(password));
        if (!right) {
            return Optional.empty();
        }
        throttle.refund(name);
        credentials.ifPresent(known -> hashing.upgrade(password, known.passwordHash())
                .ifPresent(hash -> accounts.replacePassword(known.user().id(), known.passwordHash(), hash)));
        return credentials.map(Users.Credentials::user);
    }

    private LoginOutcome signIn(User user) {
        return user.disabled()
                ? new LoginOutcome.Disabled()
                : new LoginOutcome.SignedIn(sessions.tokens(sessions.begin(user)));
    }
}
