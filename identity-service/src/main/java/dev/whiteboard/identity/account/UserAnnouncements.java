package dev.whiteboard.identity.account;

import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import org.springframework.stereotype.Component;

/**
 * Tells everybody about a user by the whole public state. The row that changed is locked until the transaction ends, so
 * the announcements of one user are written in the order of their versions.
 */
@Component
class UserAnnouncements {
    static final String TOPIC = "identity.users.v1";

    private final Outbox outbox;

    UserAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    void announce(User user) {
        outbox.append(new OutboxEvent(TOPIC, user.publicId(), "identity.user.changed", UserState.of(user)));
    }
}
