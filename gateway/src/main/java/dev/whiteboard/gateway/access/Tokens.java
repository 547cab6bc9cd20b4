package dev.whiteboard.gateway.access;

import java.time.InstantSource;

import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.whiteboard.common.security.AccessTokens;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.security.TokenCheck;
import reactor.core.publisher.Mono;

/**
 * Checks bearer tokens, and remembers the good ones: an RSA verification costs more than the rest of the gateway's work
 * on a request. That is sound because access tokens are not revoked, they run out; the expiry is looked at every time.
 */
@Component
class Tokens {
    private static final int REMEMBERED = 20_000;

    private final AccessTokens verifier;
    private final InstantSource clock = InstantSource.system();
    private final Cache<String, Caller> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Tokens(AccessTokens verifier) {
        this.verifier = verifier;
    }

    Mono<TokenCheck> check(String token) {
        Caller caller = known.getIfPresent(token);
        if (caller != null && clock.instant().isBefore(caller.expiresAt())) {
            return Mono.just(new TokenCheck.Valid(caller));
        }
        return Mono.fromCompletionStage(() -> verifier.check(token)).doOnNext(check -> {
            if (check instanceof TokenCheck.Valid(Caller verified)) {
                known.put(token, verified);
            }
        });
    }
}
