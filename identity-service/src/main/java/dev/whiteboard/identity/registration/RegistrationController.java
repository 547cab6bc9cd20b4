package dev.whiteboard.identity.registration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.identity.account.Profile;
import dev.whiteboard.identity.session.Sessions;
import dev.whiteboard.identity.session.TokenPair;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers. */
@RestController
class RegistrationController {
    private final RegisterRules rules;
    private final Registration registration;
    private final Sessions sessions;

    RegistrationController(RegisterRules rules, Registration registration, Sessions sessions) {
        this.rules = rules;
        this.registration = registration;
        this.sessions = sessions;
    }

    record Registered(Profile user, @JsonUnwrapped TokenPair tokens) {}

    @PostMapping("/api/v1/auth/register")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(@RequestBody RegisterRequest request) {
        rules.refusal(request).map(ProblemException::new).ifPresent(refusal -> {
            throw refusal;
        });
        var session = registration.register(request)
                .orElseThrow(() -> Problem.of(ErrorCode.ALREADY_EXISTS, "the username is taken")
                        .field("username")
                        .asException());
        return new Registered(Profile.of(session.user()), sessions.tokens(session));
    }
}
