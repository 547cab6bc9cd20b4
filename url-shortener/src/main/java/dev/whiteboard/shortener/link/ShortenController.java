package dev.whiteboard.shortener.link;

import dev.whiteboard.common.security.Caller;
import dev.whiteboard.shortener.key.KeysUnavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static dev.whiteboard.common.problem.ErrorCode.SERVICE_UNAVAILABLE;

import dev.whiteboard.common.problem.Problem;

/** Makes links, for anybody; who is signed in owns what they make. */
@RestController
class ShortenController {
    private final Links links;
    private final PublicAddress address;

    ShortenController(Links links, PublicAddress address) {
        this.links = links;
        this.address = address;
    }

    @PostMapping("/api/v1/shorten")
    @ResponseStatus(HttpStatus.CREATED)
    ShortenResponse shorten(@RequestBody ShortenRequest request, @AuthenticationPrincipal @Nullable Caller caller) {
        Outcome outcome = links.shorten(request.by(caller == null ? null : caller.userId()));
        return ShortenResponse.of(Refusals.orLink(outcome), address);
    }

    @ExceptionHandler(KeysUnavailable.class)
    void unavailable(KeysUnavailable cause) {
        throw Problem.of(SERVICE_UNAVAILABLE, "no short key can be given out right now")
                .retryAfter(Duration.ofSeconds(2)).asException();
    }
}
