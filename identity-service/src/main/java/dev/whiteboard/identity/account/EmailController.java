package dev.whiteboard.identity.account;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Confirms e-mail addresses, and finds users by those that are confirmed. */
@RestController
class EmailController {
    private final Users users;
    private final ConfirmedEmails confirmed;
    private final EmailConfirmation confirmation;

    EmailController(Users users, ConfirmedEmails confirmed, EmailConfirmation confirmation) {
        this.users = users;
        this.confirmed = confirmed;
        this.confirmation = confirmation;
    }

    /** Writes to the address in the caller's profile. */
    @PostMapping("/api/v1/auth/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void write(@AuthenticationPrincipal Caller caller) {
        User user = user(caller);
        confirmation.write(user, email(user));
    }

    record Confirmation(String token) {
        @Override
        public String toString() {
            return "Confirmation[…]";
        }
    }

    @PostMapping("/api/v1/auth/email/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@RequestBody Confirmation request, @AuthenticationPrincipal Caller caller) {
        User user = user(caller);
        switch (confirmation.confirm(user.id(), email(user), request.token())) {
            case CONFIRMED -> {}
            case WORTHLESS -> throw Problem.of(ErrorCode.VALIDATION_ERROR,
                    "is of no use for this account and address; ask for a new letter").field("token").asException();
            case TAKEN -> throw Problem.of(ErrorCode.ALREADY_EXISTS, "the address belongs to another account")
                    .field("email").asException();
        }
    }

    record UserList(List<Profile> data) {}

    /** For services only; who calls must not tell its own callers more than it has to. */
    @GetMapping("/internal/users")
    UserList holder(@RequestParam String email) {
        return new UserList(confirmed.holder(email).stream().map(Profile::of).toList());
    }

    private User user(Caller caller) {
        OptionalLong number = PublicId.parse(User.PREFIX, caller.userId());
        return (number.isPresent() ? users.find(number.getAsLong()) : Optional.<User>empty())
                .orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND, "this account does not exist").asException());
    }

    private static String email(User user) {
        String email = user.email();
        if (email == null) {
            throw Problem.of(ErrorCode.VALIDATION_ERROR, "your profile has no e-mail address").field("email")
                    .asException();
        }
        return email;
    }
}
