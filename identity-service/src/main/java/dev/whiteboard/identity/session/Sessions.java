package dev.whiteboard.identity.session;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.identity.account.User;
import dev.whiteboard.identity.signing.AccessTokenMint;
import org.springframework.stereotype.Component;

/** Begins and ends the sessions of users; {@link Refreshing} continues them. */
@Component
public class Sessions {
    private final FamilyStore families;
    private final SnowflakeGenerator ids;
    private final AccessTokenMint mint;
    private final SessionSettings settings;
    private final SecureRandom random = new SecureRandom();

    Sessions(FamilyStore families, SnowflakeGenerator ids, AccessTokenMint mint, SessionSettings settings) {
        this.families = families;
        this.ids = ids;
        this.mint = mint;
        this.settings = settings;
    }

    /** A session just begun, whose tokens are yet to be minted; it commits with the caller's transaction. */
    public record Begun(User user, long familyId, String refreshToken) {
        /** Never the token: this may end in a log. */
        @Override
        public String toString() {
            return "Begun[" + familyId + "]";
        }
    }

    public Begun begin(User user) {
        long familyId = ids.next();
        var first = RefreshToken.draw(random);
        families.begin(familyId, user.id(), first, settings.refreshLifetime());
        return new Begun(user, familyId, first.text());
    }

    /** The tokens of a session; signing takes its time, so it belongs outside the transaction. */
    public TokenPair tokens(Begun session) {
        var user = session.user();
        String access = mint.mint(user.publicId(), user.roles(),
                Map.of("username", user.username(), "sid", PublicId.format("ses", session.familyId())),
                settings.accessLifetime());
        return new TokenPair(access, session.refreshToken(), settings.accessLifetime().toSeconds());
    }

    /** Ends the session this token belongs to, if it is this user's; ending it twice is no mistake. */
    Logout logout(String text, long userId) {
        var presented = RefreshToken.parse(text).flatMap(families::find);
        if (presented.isEmpty()) {
            return Logout.NOT_SIGNED_IN;
        }
        if (presented.get().user().id() != userId) {
            return Logout.SOMEBODY_ELSES;
        }
        families.end(presented.get().familyId(), "logout");
        return Logout.DONE;
    }

    enum Logout {
        DONE, NOT_SIGNED_IN, SOMEBODY_ELSES
    }

    /** Ends every session of a user, within the caller's transaction. */
    public int endAll(long userId, String reason) {
        return families.endAll(userId, reason);
    }
}
