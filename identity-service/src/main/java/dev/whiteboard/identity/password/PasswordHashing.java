package dev.whiteboard.identity.password;

import java.util.Objects;
import java.util.Optional;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id (RFC 9106). Call it from inside {@link HashingBulkhead} only. */
@Component
public class PasswordHashing {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2PasswordEncoder argon2;
    private final HashingBulkhead bulkhead;
    private final String nobodysHash;

    PasswordHashing(HashingSettings settings, HashingBulkhead bulkhead) {
        this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, settings.memory(), settings.passes());
        this.bulkhead = bulkhead;
        this.nobodysHash = hash("the password of nobody");
    }

    public String hash(String password) {
        return bulkhead.compute(() -> Objects.requireNonNull(argon2.encode(password)));
    }

    public boolean matches(String password, String hash) {
        return bulkhead.compute(() -> argon2.matches(password, hash));
    }

    /** Takes as long as {@link #matches} and says no, so that a name nobody has answers no faster than one that exists. */
    public boolean matchesNobody(String password) {
        matches(password, nobodysHash);
        return false;
    }

    /** The same password hashed at today's price, if the stored hash was made at another one. */
    public Optional<String> upgrade(String password, String hash) {
        return argon2.upgradeEncoding(hash) ? Optional.of(hash(password)) : Optional.empty();
    }
}
