package dev.whiteboard.identity.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

/**
 * The generations of the signing key at one moment. A key is published from its birth, signs from {@code signsFrom} until
 * its successor does, and stays published until the last token it signed is dead:
 *
 * <pre>
 * key n    signs ──────────────────────┤ published only ├ gone
 * key n+1           published ahead ───┤ signs ─────────────────
 * </pre>
 *
 * Because verifiers have fetched key n+1 before it signs, and can still fetch key n while its tokens live, no rotation
 * makes a good token fail.
 */
final class KeyRing {
    private final List<SigningKey> newestFirst;

    KeyRing(List<SigningKey> keys) {
        this.newestFirst = keys.stream()
                .sorted(Comparator.comparingInt(SigningKey::generation).reversed())
                .toList();
    }

    Optional<SigningKey> signer(Instant now) {
        return newestFirst.stream().filter(key -> !now.isBefore(key.signsFrom())).findFirst();
    }

    JWKSet published() {
        return new JWKSet(newestFirst.stream().<JWK>map(key -> key.key().toPublicJWK()).toList());
    }

    /** When the next generation must start to sign, if it is time to make it now. */
    Optional<Successor> successor(Instant now, SigningSettings settings) {
        if (newestFirst.isEmpty()) {
            return Optional.of(new Successor(1, now));
        }
        var newest = newestFirst.getFirst();
        Instant due = newest.signsFrom().plus(settings.rotateEvery()).minus(settings.publishAhead());
        return now.isBefore(due)
                ? Optional.empty()
                : Optional.of(new Successor(newest.generation() + 1, now.plus(settings.publishAhead())));
    }

    /** The generations whose successor has been signing for long enough that none of their tokens is alive. */
    List<Integer> dead(Instant now, Duration keepAfter) {
        List<Integer> dead = new ArrayList<>();
        for (int i = 1; i < newestFirst.size(); i++) {
            if (now.isAfter(newestFirst.get(i - 1).signsFrom().plus(keepAfter))) {
                dead.add(newestFirst.get(i).generation());
            }
        }
        return dead;
    }

    record Successor(int generation, Instant signsFrom) {}
}
