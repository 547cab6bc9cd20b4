package dev.whiteboard.identity.apikey;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Exchanges an API key for a short token; for services only, the gateway does not route it. */
@RestController
class ExchangeController {
    private final ApiKeys keys;

    ExchangeController(ApiKeys keys) {
        this.keys = keys;
    }

    record Exchange(String apiKey) {
        @Override
        public String toString() {
            return "Exchange[…]";
        }
    }

    record Token(String accessToken, long expiresIn, String apiKeyId) {
        @Override
        public String toString() {
            return "Token[" + apiKeyId + "]";
        }
    }

    @PostMapping("/internal/api-keys/exchange")
    Token exchange(@RequestBody Exchange request, @AuthenticationPrincipal Caller caller) {
        if (!caller.isService()) {
            throw Problem.of(ErrorCode.FORBIDDEN, "only services may exchange API keys").asException();
        }
        return keys.exchange(request.apiKey())
                .map(done -> new Token(done.token(), done.expiresIn(),
                        PublicId.format(ApiKey.PREFIX, done.key().number())))
                .orElseThrow(
                        () -> Problem.of(ErrorCode.NOT_FOUND, "the API key is unknown or revoked").asException());
    }
}
