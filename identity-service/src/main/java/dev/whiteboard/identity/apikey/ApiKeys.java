package dev.whiteboard.identity.apikey;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.identity.signing.AccessTokenMint;
import org.springframework.stereotype.Component;

/** Makes, lists, revokes and exchanges API keys. */
@Component
class ApiKeys {
    private final ApiKeyStore store;
    private final SnowflakeGenerator ids;
    private final AccessTokenMint mint;
    private final RevocationPush push;
    private final ApiKeySettings settings;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(ApiKeyStore store, SnowflakeGenerator ids, AccessTokenMint mint, RevocationPush push,
            ApiKeySettings settings) {
        this.store = store;
        this.ids = ids;
        this.mint = mint;
        this.push = push;
        this.settings = settings;
    }

    /** A key just made, with the secret that is never shown again. */
    record Made(ApiKey key, ApiKeySecret secret) {}

    /** A new key, or nothing if its owner has as many as allowed. */
    Optional<Made> make(long userId, String name, Tier tier) {
        var secret = ApiKeySecret.draw(ids.next(), random);
        do {
            var key = store.add(secret, userId, name, tier, settings.mostActive());
            if (key.isPresent()) {
                return key.map(made -> new Made(made, secret));
            }
        } while (store.active(userId).size() < settings.mostActive());
        return Optional.empty();
    }

    List<ApiKey> active(long userId) {
        return store.active(userId);
    }

    /** Whether there is such a key of this user; it works no longer, here at once and at every gateway soon. */
    boolean revoke(long id, long userId) {
        boolean known = store.revoke(id, userId);
        if (known) {
            push.revoked(id);
        }
        return known;
    }

    /** A token that says what the key may do. */
    record Exchanged(String token, long expiresIn, ApiKey key) {}

    Optional<Exchanged> exchange(String text) {
        return ApiKeySecret.parse(text)
                .flatMap(secret -> store.find(secret.id()).filter(owned -> secret.matches(owned.secretHash())))
                .filter(owned -> !owned.owner().disabled())
                .map(this::token);
    }

    private Exchanged token(ApiKeyStore.Owned owned) {
        var owner = owned.owner();
        String token = mint.mint(owner.publicId(), owner.roles(),
                Map.of("username", owner.username(), "tier", owned.key().tier().text()), settings.tokenLifetime());
        return new Exchanged(token, settings.tokenLifetime().toSeconds(), owned.key());
    }
}
