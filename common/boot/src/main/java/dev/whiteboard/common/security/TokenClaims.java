package dev.whiteboard.common.security;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;

/** What a genuine token must say to be meant for us, now. */
final class TokenClaims {
    static final String ISSUER = "whiteboard";
    static final String AUDIENCE = "whiteboard";

    /** Clocks of one platform agree to this; a token lives no longer than it says by more than this. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Clock clock;

    TokenClaims(Clock clock) {
        this.clock = clock;
    }

    TokenCheck check(JWTClaimsSet claims) throws ParseException {
        if (!ISSUER.equals(claims.getIssuer()) || !claims.getAudience().contains(AUDIENCE)) {
            return new TokenCheck.Invalid("issued by or for somebody else");
        }
        String subject = claims.getSubject();
        Date expires = claims.getExpirationTime();
        if (subject == null || subject.isBlank() || expires == null) {
            return new TokenCheck.Invalid("without subject or expiry");
        }
        Instant now = clock.instant();
        if (!now.isBefore(expires.toInstant().plus(SKEW))) {
            return new TokenCheck.Invalid("expired");
        }
        if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now)) {
            return new TokenCheck.Invalid("not in force yet");
        }
        return new TokenCheck.Valid(caller(claims, subject, expires.toInstant()));
    }

    private static Caller caller(JWTClaimsSet claims, String subject, Instant expires) throws ParseException {
        List<String> roles = claims.getStringListClaim("roles");
        return new Caller(subject, roles == null ? Set.of() : Set.copyOf(roles), claims.getStringClaim("tier"),
                claims.getStringClaim("username"), claims.getStringClaim("sid"), expires);
    }

    private static boolean isAhead(@Nullable Date date, Instant now) {
        return date != null && date.toInstant().isAfter(now.plus(SKEW));
    }
}
