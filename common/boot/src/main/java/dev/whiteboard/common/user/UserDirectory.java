package dev.whiteboard.common.user;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.whiteboard.common.client.ServiceClients;
import dev.whiteboard.common.client.UpstreamUnavailable;

/**
 * Says who exists. Who was found is believed for a minute; who was not is asked for again, since the next moment somebody
 * may have registered. While identity does not answer, neither does this, unless it knows already: the call fails with
 * {@link UpstreamUnavailable} within the client's deadline, which a web edge answers by 503 and {@code Retry-After}.
 */
public final class UserDirectory {
    private static final Duration BELIEVED = Duration.ofMinutes(1);
    private static final int MOST = 50_000;

    private final IdentityUsers identity;
    private final Cache<String, User> known = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED)
            .build();

    /** Asks with this service's own token. */
    public UserDirectory(ServiceClients clients) {
        this.identity = clients.create(IdentityUsers.class, "identity");
    }

    /** Those of the ids that are somebody's, by id. */
    public Map<String, User> withIds(Collection<String> ids) {
        Map<String, User> users = new HashMap<>(known.getAllPresent(ids));
        List<String> unknown = new ArrayList<>(ids);
        unknown.removeIf(users::containsKey);
        for (int from = 0; from < unknown.size(); from += IdentityUsers.MOST_IDS) {
            List<String> some = unknown.subList(from, Math.min(unknown.size(), from + IdentityUsers.MOST_IDS));
            identity.withIds(some).data().forEach(user -> users.put(user.id(), keep(user)));
        }
        return users;
    }

    /** The one of that name; names are asked for each time, since they are typed by people, once. */
    public Optional<User> named(String username) {
        return identity.named(username).data().stream().findFirst().map(this::keep);
    }

    /** The one who has shown that the e-mail address is theirs; callers of this service must not learn more from it than they have to. */
    public Optional<User> withAddress(String email) {
        return identity.withAddress(email).data().stream().findFirst().map(this::keep);
    }

    private User keep(User user) {
        known.put(user.id(), user);
        return user;
    }
}
