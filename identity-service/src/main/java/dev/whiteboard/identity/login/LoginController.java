package dev.whiteboard.identity.login;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.identity.session.TokenPair;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The way in. */
@RestController
class LoginController {
    private final Login login;

    LoginController(Login login) {
        this.login = login;
    }

    record LoginRequest(String username, String password) {
        @Override
        public String toString() {
            return "LoginRequest[…]";
        }
    }

    @PostMapping("/api/v1/auth/login")
    TokenPair login(@RequestBody LoginRequest credentials) {
        return switch (login.with(credentials.username(), credentials.password())) {
            case LoginOutcome.SignedIn(var tokens) -> tokens;
            case LoginOutcome.WrongCredentials() ->
                throw Problem.of(ErrorCode.INVALID_CREDENTIALS, "wrong username or password").asException();
            case LoginOutcome.Disabled() ->
                throw Problem.of(ErrorCode.FORBIDDEN, "this account is disabled").asException();
            case LoginOutcome.Throttled(var retryAfter) -> throw Problem
                    .of(ErrorCode.RATE_LIMITED, "too many failed logins under this name")
                    .retryAfter(retryAfter)
                    .asException();
        };
    }
}
