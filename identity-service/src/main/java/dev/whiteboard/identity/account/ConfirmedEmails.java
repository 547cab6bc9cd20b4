package dev.whiteboard.identity.account;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which address belongs to whom. Anybody can type any address into a profile, so a profile finds nobody; a row here does,
 * and the primary key gives each address to one user, however many claim it at once.
 */
@Component
class ConfirmedEmails {
    private final JdbcClient jdbc;

    ConfirmedEmails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the address in a profile to its user. @return whether it is theirs now */
    boolean claim(long userId, String email) {
        jdbc.sql("""
                insert into confirmed_emails (address, user_id)
                select lower(u.email collate "C"), u.id from users u where u.id = :user and u.email = :email for share
                on conflict do nothing""").param("user", userId).param("email", email).update();
        return holds(userId);
    }

    /** Takes back what was confirmed, unless it is still the address in the profile. */
    void release(long userId) {
        jdbc.sql("""
                delete from confirmed_emails c using users u
                where c.user_id = :user and u.id = :user and c.address is distinct from lower(u.email collate "C")""")
                .param("user", userId).update();
    }

    /** Whether this user has shown that the address in the profile is theirs. */
    boolean holds(long userId) {
        return jdbc.sql("select true from confirmed_emails where user_id = :user").param("user", userId)
                .query(Boolean.class).optional().isPresent();
    }

    Optional<User> holder(String email) {
        return jdbc.sql("select " + Users.COLUMNS + """
                 from confirmed_emails c join users u on u.id = c.user_id
                where c.address = lower(cast(:email as text) collate "C")""").param("email", email)
                .query((row, n) -> Users.read(row)).optional();
    }
}
