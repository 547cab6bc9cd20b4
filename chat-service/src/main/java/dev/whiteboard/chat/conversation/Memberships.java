package dev.whiteboard.chat.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Members of the conversations that this node is busy with.
 *
 * <p>
 * A copy may be old, so whoever delivers something says which version of the members it was written under and gets a copy
 * at least that new. Therefore nothing that was written after a removal can reach the removed, whatever messages between
 * nodes are lost. What is not written down (typing) is held back by a copy that is at most a second old.
 */
@Component
public class Memberships {
    private static final int MOST_PLACES = 4_000_000;
    private static final Duration OLDEST = Duration.ofMinutes(10);
    private static final Duration YOUNG = Duration.ofSeconds(1);

    private final ConversationStore store;
    private final Cache<Long, Members> near = Caffeine.newBuilder().maximumWeight(MOST_PLACES)
            .weigher((Long _, Members members) -> 8 + members.count()).expireAfterWrite(OLDEST).build();
    private final Cache<Long, Members> young = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(YOUNG)
            .build();

    Memberships(ConversationStore store) {
        this.store = store;
    }

    /** The copy at hand if it is new enough, else null; never blocks. */
    public @Nullable Members known(long conversationId, long version) {
        Members members = near.getIfPresent(conversationId);
        return members != null && members.version() >= version ? members : null;
    }

    /** Reads until it knows them at that version or a newer one. */
    public Members atLeast(long conversationId, long version) {
        Members members = known(conversationId, version);
        return members != null ? members : keep(conversationId, store.members(conversationId));
    }

    /** At most a second old; reads if it has to. */
    public Members young(long conversationId) {
        Members members = young.getIfPresent(conversationId);
        return members != null ? members : keep(conversationId, store.members(conversationId));
    }

    /** A change of members that another node spoke of. */
    public void changed(long conversationId, long version) {
        near.asMap().computeIfPresent(conversationId, (_, old) -> old.version() < version ? null : old);
        young.invalidate(conversationId);
    }

    private Members keep(long conversationId, Members read) {
        young.put(conversationId, read);
        return near.asMap().merge(conversationId, read, (old, now) -> old.version() > now.version() ? old : now);
    }
}
