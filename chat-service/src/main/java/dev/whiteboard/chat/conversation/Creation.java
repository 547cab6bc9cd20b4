package dev.whiteboard.chat.conversation;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that somebody wants to begin.
 *
 * @param others whom with, without the caller
 */
record Creation(Conversation.Type type, long caller, @Nullable String name, Set<Long> others) {
    /** The design question says 500; this is twice as many and a few. */
    static final int MOST_MEMBERS = 1_024;

    static Creation of(Conversation.Type type, long caller, @Nullable String name, Set<Long> members) {
        Set<Long> others = new TreeSet<>(members);
        others.remove(caller);
        return new Creation(type, caller, name, others);
    }

    /** What is against it whoever these people are; nothing if it can be. */
    @Nullable
    Outcome refusal() {
        return switch (type) {
            case DIRECT -> others.size() == 1
                    ? null
                    : new Outcome.Refused("member_ids", "a direct conversation is with exactly one other user");
            case GROUP -> name == null
                    ? new Outcome.Refused("name", "a group has a name")
                    : others.size() < MOST_MEMBERS ? null : tooMany("member_ids");
        };
    }

    /** The name that two people's conversation has whoever of them begins it; null for a group. */
    @Nullable
    String pair() {
        if (type == Conversation.Type.GROUP) {
            return null;
        }
        long other = others.iterator().next();
        return Math.min(caller, other) + ":" + Math.max(caller, other);
    }

    static Outcome tooMany(String field) {
        return new Outcome.Refused(field, "a group has at most " + MOST_MEMBERS + " members");
    }
}
