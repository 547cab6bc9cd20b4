package dev.whiteboard.identity.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads users. */
@Component
public class Users {
    public static final String COLUMNS = """
            u.id, u.username, u.display_name, u.email, u.roles, u.disabled_at, u.version, u.created_at, u.updated_at""";

    private final JdbcClient jdbc;

    Users(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<User> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from users u where u.id = ?")
                .param(id)
                .query((row, n) -> read(row))
                .optional();
    }

    public Optional<User> named(Username name) {
        return credentials(name).map(Credentials::user);
    }

    /** The user of this name with the hash of the password. */
    public Optional<Credentials> credentials(Username name) {
        return jdbc.sql("select " + COLUMNS + ", u.password_hash from users u where lower(u.username) = ?")
                .param(name.key())
                .query((row, n) -> new Credentials(read(row), row.getString("password_hash")))
                .optional();
    }

    public List<User> all(Collection<Long> ids) {
        return jdbc.sql("select " + COLUMNS + " from users u where u.id = any(?) order by u.id")
                .param(ids.toArray(Long[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    /** The page of users that follows this id, oldest first. */
    public List<User> after(long id, int limit) {
        return jdbc.sql("select " + COLUMNS + " from users u where u.id > ? order by u.id limit ?")
                .params(id, limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** Reads the columns of {@link #COLUMNS}. */
    public static User read(ResultSet row) throws SQLException {
        return new User(row.getLong("id"), row.getString("username"), row.getString("display_name"),
                row.getString("email"), List.of((String[]) row.getArray("roles").getArray()),
                row.getObject("disabled_at") != null, row.getLong("version"), required(row, "created_at"),
                required(row, "updated_at"));
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A user with the secret half. */
    public record Credentials(User user, String passwordHash) {
        @Override
        public String toString() {
            return "Credentials[" + user.publicId() + "]";
        }
    }

    /** What a new user consists of. */
    public record NewUser(
            long id,
            Username username,
            String displayName,
            @Nullable String email,
            String passwordHash,
            List<String> roles) {}
}
