package dev.whiteboard.identity.registration;

import java.util.Optional;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.identity.account.ProfileRules;
import dev.whiteboard.identity.account.Username;
import dev.whiteboard.identity.password.PasswordRules;
import org.springframework.stereotype.Component;

/** Whether a registration may be asked for at all; whether the name is free only the database knows. */
@Component
class RegisterRules {
    private final PasswordRules passwords;

    RegisterRules(PasswordRules passwords) {
        this.passwords = passwords;
    }

    Optional<Problem> refusal(RegisterRequest request) {
        if (Username.parse(request.username()).isEmpty()) {
            return Optional.of(Problem.of(ErrorCode.VALIDATION_ERROR, "username must be " + Username.RULE)
                    .field("username"));
        }
        return ProfileRules.displayName(request.displayName())
                .or(() -> ProfileRules.email(request.email()))
                .or(() -> passwords.refusal(request.password(), request.username())
                        .map(why -> Problem.of(ErrorCode.WEAK_PASSWORD, "password " + why).field("password")));
    }
}
