package dev.whiteboard.identity.registration;

import java.util.List;
import java.util.Optional;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.identity.account.Accounts;
import dev.whiteboard.identity.account.Username;
import dev.whiteboard.identity.account.Users.NewUser;
import dev.whiteboard.identity.account.Users;
import dev.whiteboard.identity.password.HashingBulkhead;
import dev.whiteboard.identity.password.PasswordHashing;
import dev.whiteboard.identity.session.Sessions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a person a user: the user, its announcement and its first session commit together or not at all. */
@Component
class Registration {
    private final Users users;
    private final Accounts accounts;
    private final SnowflakeGenerator ids;
    private final HashingBulkhead bulkhead;
    private final PasswordHashing hashing;
    private final Sessions sessions;
    private final TransactionTemplate transaction;

    Registration(Users users, Accounts accounts, SnowflakeGenerator ids, HashingBulkhead bulkhead,
            PasswordHashing hashing, Sessions sessions, TransactionTemplate transaction) {
        this.users = users;
        this.accounts = accounts;
        this.ids = ids;
        this.bulkhead = bulkhead;
        this.hashing = hashing;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    /** The first session of the new user, or nothing if the name is taken. */
    Optional<Sessions.Begun> register(RegisterRequest request) {
        var username = new Username(request.username());
        Optional<String> hash = username.reserved()
                ? Optional.empty()
                : bulkhead.inSlot(() -> hashUnlessTaken(username, request.password()));
        return hash.flatMap(made -> add(request, username, made));
    }

    /** A glance that saves the hash of a name long taken; who gets a free one the insert decides. */
    private Optional<String> hashUnlessTaken(Username username, String password) {
        return users.named(username).isPresent() ? Optional.empty() : Optional.of(hashing.hash(password));
    }

    private Optional<Sessions.Begun> add(RegisterRequest request, Username username, String hash) {
        var user = new NewUser(ids.next(), username, request.displayName().strip(), request.email(), hash,
                List.of("user"));
        Optional<Sessions.Begun> session = transaction.execute(tx -> accounts.add(user).map(sessions::begin));
        CrashPoint.reached("registration.committed");
        return session;
    }
}
