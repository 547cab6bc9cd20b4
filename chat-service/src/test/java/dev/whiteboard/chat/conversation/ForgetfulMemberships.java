package dev.whiteboard.chat.conversation;

import org.jspecify.annotations.Nullable;

/** Takes any copy of the members for good, as if there were no versions, and misses the news of changes. */
public final class ForgetfulMemberships extends Memberships {
    private final Memberships real;

    public ForgetfulMemberships(Memberships real) {
        super(null);
        this.real = real;
    }

    @Override
    public @Nullable Members known(long conversationId, long version) {
        return real.known(conversationId, 0);
    }

    @Override
    public Members atLeast(long conversationId, long version) {
        return real.atLeast(conversationId, 0);
    }

    @Override
    public Members young(long conversationId) {
        return real.young(conversationId);
    }

    @Override
    public void changed(long conversationId, long version) {
        // lost
    }
}
