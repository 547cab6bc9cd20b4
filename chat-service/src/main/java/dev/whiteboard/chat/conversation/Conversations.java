package dev.whiteboard.chat.conversation;

import dev.whiteboard.common.id.SnowflakeGenerator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What can be done with conversations. */
@Service
public class Conversations {
    private final ConversationStore store;
    private final Blocks blocks;
    private final SnowflakeGenerator ids;
    private final ApplicationEventPublisher events;

    Conversations(ConversationStore store, Blocks blocks, SnowflakeGenerator ids, ApplicationEventPublisher events) {
        this.store = store;
        this.blocks = blocks;
        this.ids = ids;
        this.events = events;
    }

    /** Whether these two talk already. */
    boolean exists(Creation creation) {
        String pair = creation.pair();
        return pair != null && store.ofPair(pair).isPresent();
    }

    @Transactional
    Outcome create(Creation creation) {
        if (!blocks.blockersOf(creation.caller(), creation.others()).isEmpty()) {
            return new Outcome.NotAllowed("one of these users does not want to be written to or added by you");
        }
        String pair = creation.pair();
        return pair == null ? createGroup(creation) : createDirect(creation, pair);
    }

    private Outcome createDirect(Creation creation, String pair) {
        Optional<Long> existing = store.ofPair(pair);
        long id = existing.orElseGet(ids::next);
        boolean created = existing.isEmpty()
                && store.insert(id, Conversation.Type.DIRECT, null, pair, creation.caller());
        if (created) {
            store.addMembers(id, List.of(creation.caller()), Role.MEMBER);
            store.addMembers(id, creation.others(), Role.MEMBER);
        }
        return done(created ? id : store.ofPair(pair).orElseThrow(), creation.caller(), created);
    }

    private Outcome createGroup(Creation creation) {
        long id = ids.next();
        store.insert(id, Conversation.Type.GROUP, creation.name(), null, creation.caller());
        store.addMembers(id, List.of(creation.caller()), Role.ADMIN);
        store.addMembers(id, creation.others(), Role.MEMBER);
        return done(id, creation.caller(), true);
    }

    @Transactional
    Outcome addMembers(long id, long caller, Set<Long> users) {
        Outcome refusal = refuseUnlessAdmin(id, caller);
        if (refusal != null) {
            return refusal;
        }
        if (!blocks.blockersOf(caller, users).isEmpty()) {
            return new Outcome.NotAllowed("one of these users does not want to be added by you");
        }
        int added = store.addMembers(id, new TreeSet<>(users), Role.MEMBER);
        if (store.countMembers(id) > Creation.MOST_MEMBERS) {
            TransactionAspectSupport.currentTransactionStatus()
                    .setRollbackOnly();
            return Creation.tooMany("user_ids");
        }
        if (added > 0) {
            changed(id);
        }
        return done(id, caller, false);
    }

    /** An admin removes anybody, everybody removes themselves. */
    @Transactional
    Outcome removeMember(long id, long caller, long user) {
        Outcome refusal = caller == user ? refuseUnlessIn(id, caller) : refuseUnlessAdmin(id, caller);
        if (refusal != null) {
            return refusal;
        }
        if (store.removeMember(id, user) == 0) {
            return new Outcome.NoSuchMember();
        }
        store.appointAdminIfNone(id);
        changed(id);
        return new Outcome.Removed();
    }

    @Transactional
    Outcome changeRole(long id, long caller, long user, Role role) {
        Outcome refusal = refuseUnlessAdmin(id, caller);
        if (refusal != null) {
            return refusal;
        }
        if (store.changeRole(id, user, role) == 0) {
            return new Outcome.NoSuchMember();
        }
        store.appointAdminIfNone(id);
        return done(id, caller, false);
    }

    Optional<Conversation> find(long id, long caller) {
        return store.find(id, caller);
    }

    public boolean isMember(long id, long user) {
        return store.role(id, user).isPresent();
    }

    List<Conversation> list(long caller, ConversationStore.@Nullable Position before, int limit) {
        return store.ofUser(caller, before, limit);
    }

    /** Outside of a transaction it is how things are now, and may have changed by the next call. */
    @Nullable
    Outcome refuseUnlessAdmin(long id, long caller) {
        Outcome refusal = refuseUnlessIn(id, caller);
        if (refusal != null) {
            return refusal;
        }
        return store.role(id, caller).orElse(Role.MEMBER) == Role.ADMIN
                ? null
                : new Outcome.NotAllowed("only an admin of the group may do this");
    }

    /** Locks the conversation, so that what is found out about its members holds until the commit. */
    private @Nullable Outcome refuseUnlessIn(long id, long caller) {
        Optional<Conversation.Type> type = store.lock(id);
        if (type.isEmpty() || store.role(id, caller).isEmpty()) {
            return new Outcome.NotAMember();
        }
        return type.get() == Conversation.Type.GROUP
                ? null
                : new Outcome.NotAllowed("the members of a direct conversation do not change");
    }

    private void changed(long id) {
        long version = store.nextMemberVersion(id);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                events.publishEvent(new MembersChanged(id, version));
            }
        });
    }

    private Outcome done(long id, long caller, boolean created) {
        return store.find(id, caller).<Outcome>map(found -> new Outcome.Done(found, created))
                .orElseGet(Outcome.NotAMember::new);
    }
}
