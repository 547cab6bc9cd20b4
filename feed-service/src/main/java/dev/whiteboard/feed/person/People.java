package dev.whiteboard.feed.person;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.user.User;
import dev.whiteboard.common.user.UserDirectory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of people. */
@Repository
public class People {
    private static final long KNOWN_BY_HEARSAY = -1;

    private final JdbcClient jdbc;
    private final UserDirectory users;

    People(JdbcClient jdbc, UserDirectory users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /** Makes sure that somebody who acts here is known, even if identity's event about them is still on its way. */
    public long noted(Caller caller) {
        long id = UserId.of(caller);
        String name = Objects.requireNonNullElse(caller.username(), caller.userId());
        store(id, name, name, KNOWN_BY_HEARSAY);
        return id;
    }

    /** Makes sure that somebody exists, if need be by asking identity: its event about them may still be on its way. */
    public void require(long id) {
        if (!known(id)) {
            User user = users.withIds(List.of(UserId.text(id))).get(UserId.text(id));
            if (user == null) {
                throw nobody().asException();
            }
            store(id, user.username(), user.displayName(), KNOWN_BY_HEARSAY);
        }
    }

    public boolean known(long id) {
        return find(id).isPresent();
    }

    public Optional<PersonView> find(long id) {
        return jdbc.sql("select id, username, display_name from person where id = :id").param("id", id)
                .query((row, number) -> PersonView.of(row.getLong(1), row.getString(2), row.getString(3))).optional();
    }

    /** The ids of those who have one of these usernames, whatever its case. */
    public List<Long> named(List<String> lowerCaseUsernames) {
        return lowerCaseUsernames.isEmpty()
                ? List.of()
                : jdbc.sql("select id from person where lower(username) in (:names) order by id")
                        .param("names", lowerCaseUsernames).query(Long.class).list();
    }

    /** A person's newest state; an older version than the known one changes nothing. */
    void store(long id, String username, String displayName, long version) {
        jdbc.sql("""
                insert into person (id, username, display_name, version) values (:id, :username, :name, :version)
                on conflict (id) do update set username = :username, display_name = :name, version = :version
                where person.version < :version""")
                .param("id", id).param("username", username).param("name", displayName).param("version", version)
                .update();
    }

    /** A user who is gone leaves no name behind. */
    void forget(long id) {
        jdbc.sql("update person set username = 'gone', display_name = 'gone', version = :last where id = :id")
                .param("id", id).param("last", Long.MAX_VALUE).update();
    }

    static Problem nobody() {
        return Problem.of(ErrorCode.NOT_FOUND, "there is no such user");
    }
}
