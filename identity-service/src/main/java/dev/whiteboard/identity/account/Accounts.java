package dev.whiteboard.identity.account;

import java.sql.Types;
import java.util.Optional;

import dev.whiteboard.identity.account.Users.NewUser;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes users. Each change is one conditional statement, and its announcement commits with it. */
@Component
public class Accounts {
    private final JdbcClient jdbc;
    private final UserAnnouncements announcements;
    private final ConfirmedEmails confirmed;
    private final EmailSettings emails;

    Accounts(JdbcClient jdbc, UserAnnouncements announcements, ConfirmedEmails confirmed, EmailSettings emails) {
        this.jdbc = jdbc;
        this.announcements = announcements;
        this.confirmed = confirmed;
        this.emails = emails;
    }

    /** Adds a user, or nothing if the name is taken: the unique index decides, however many ask at once. */
    @Transactional
    public Optional<User> add(NewUser user) {
        Optional<User> added = announced(jdbc.sql("""
                insert into users as u (id, username, display_name, email, password_hash, roles)
                values (:id, :username, :displayName, :email, :hash, :roles)
                on conflict (lower(username)) do nothing
                returning\s""" + Users.COLUMNS)
                .param("id", user.id()).param("username", user.username().text())
                .param("displayName", user.displayName()).param("email", user.email(), Types.VARCHAR)
                .param("hash", user.passwordHash()).param("roles", user.roles().toArray(String[]::new)));
        added.ifPresent(this::believe);
        return added;
    }

    /** Changes what is not null; an empty e-mail address removes it. What was confirmed of another address is void. */
    @Transactional
    public Optional<User> changeProfile(long id, @Nullable String displayName, @Nullable String email) {
        Optional<User> changed = announced(jdbc.sql("""
                update users u
                set display_name = coalesce(:displayName, display_name),
                    email = nullif(coalesce(:email, email), ''),
                    version = version + 1, updated_at = wb_now()
                where id = :id
                returning\s""" + Users.COLUMNS)
                .param("id", id)
                .param("displayName", displayName, Types.VARCHAR)
                .param("email", email, Types.VARCHAR));
        confirmed.release(id);
        changed.ifPresent(this::believe);
        return changed;
    }

    private void believe(User user) {
        if (emails.takenAtTheirWord() && user.email() != null) {
            confirmed.claim(user.id(), user.email());
        }
    }

    @Transactional
    public Optional<User> disable(long id, boolean disabled) {
        return announced(jdbc.sql("""
                update users u
                set disabled_at = case when :disabled then coalesce(disabled_at, wb_now()) end,
                    version = version + 1, updated_at = wb_now()
                where id = :id
                returning\s""" + Users.COLUMNS).param("id", id).param("disabled", disabled));
    }

    /** Replaces a password's hash if it is still the one that was verified. */
    public boolean replacePassword(long id, String verifiedHash, String newHash) {
        return jdbc.sql("update users set password_hash = ? where id = ? and password_hash = ?")
                .params(newHash, id, verifiedHash)
                .update() == 1;
    }

    private Optional<User> announced(JdbcClient.StatementSpec change) {
        Optional<User> changed = change.query((row, n) -> Users.read(row)).optional();
        changed.ifPresent(announcements::announce);
        return changed;
    }
}
