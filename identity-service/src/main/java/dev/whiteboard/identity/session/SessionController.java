package dev.whiteboard.identity.session;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.identity.account.User;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Refreshing and ending sessions. */
@RestController
class SessionController {
    private final Sessions sessions;
    private final Refreshing refreshing;

    SessionController(Sessions sessions, Refreshing refreshing) {
        this.sessions = sessions;
        this.refreshing = refreshing;
    }

    record RefreshRequest(String refreshToken) {
        @Override
        public String toString() {
            return "RefreshRequest[…]";
        }
    }

    @PostMapping("/api/v1/auth/refresh")
    TokenPair refresh(@RequestBody RefreshRequest request) {
        return refreshing.refresh(request.refreshToken()).map(sessions::tokens)
                .orElseThrow(() -> Problem.of(ErrorCode.INVALID_TOKEN, "the refresh token is of no use; log in again")
                        .asException());
    }

    @PostMapping("/api/v1/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(@RequestBody RefreshRequest request, @AuthenticationPrincipal Caller caller) {
        long user = PublicId.parse(User.PREFIX, caller.userId()).orElseThrow();
        if (sessions.logout(request.refreshToken(), user) == Sessions.Logout.SOMEBODY_ELSES) {
            throw Problem.of(ErrorCode.FORBIDDEN, "the refresh token belongs to somebody else").asException();
        }
    }
}
