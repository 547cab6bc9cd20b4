package dev.whiteboard.identity.admin;

import java.util.Optional;

import dev.whiteboard.identity.account.Accounts;
import dev.whiteboard.identity.account.User;
import dev.whiteboard.identity.session.Sessions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Disables and enables accounts; with an account all its sessions end, in the same transaction. */
@Component
class Disabling {
    private final Accounts accounts;
    private final Sessions sessions;

    Disabling(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Transactional
    public Optional<User> set(long userId, boolean disabled) {
        if (disabled) {
            sessions.endAll(userId, "disabled");
        }
        return accounts.disable(userId, disabled);
    }
}
