package dev.whiteboard.identity.registration;

import java.util.List;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.identity.Misconfigured;
import dev.whiteboard.identity.account.Accounts;
import dev.whiteboard.identity.account.Username;
import dev.whiteboard.identity.account.Users.NewUser;
import dev.whiteboard.identity.account.Users;
import dev.whiteboard.identity.password.HashingBulkhead;
import dev.whiteboard.identity.password.PasswordHashing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Sees to it at every start that the seed accounts exist. An account that is there is left alone, whatever its password
 * is by now; of N replicas that start at once the unique index lets one make each.
 */
@Component
class SeedAccounts implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(SeedAccounts.class);
    private static final String DEMO_PASSWORD = "whiteboard";
    private static final List<String> DEMO_USERS = List.of("alice", "bob", "carol", "dave");
    private static final String ADMIN = "admin";

    private final SeedSettings settings;
    private final Users users;
    private final Accounts accounts;
    private final SnowflakeGenerator ids;
    private final HashingBulkhead bulkhead;
    private final PasswordHashing hashing;

    SeedAccounts(SeedSettings settings, Users users, Accounts accounts, SnowflakeGenerator ids,
            HashingBulkhead bulkhead, PasswordHashing hashing, Environment environment) {
        if (settings.demoUsers() && environment.matchesProfiles("production")) {
            throw new Misconfigured("DEMO_USERS=true under the profile production: everybody knows their password.",
                    "Leave DEMO_USERS out and give the first admin a password with BOOTSTRAP_ADMIN_PASSWORD.");
        }
        this.settings = settings;
        this.users = users;
        this.accounts = accounts;
        this.ids = ids;
        this.bulkhead = bulkhead;
        this.hashing = hashing;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settings.demoUsers()) {
            DEMO_USERS.forEach(name -> ensure(name, DEMO_PASSWORD, List.of("user")));
        }
        String adminPassword = settings.demoUsers() ? DEMO_PASSWORD : settings.bootstrapAdminPassword();
        if (adminPassword != null && !adminPassword.isBlank()) {
            ensure(ADMIN, adminPassword, List.of("user", "admin"));
        }
    }

    private void ensure(String name, String password, List<String> roles) {
        var username = new Username(name);
        if (users.named(username).isPresent()) {
            return;
        }
        String hash = bulkhead.inSlot(() -> hashing.hash(password));
        String displayName = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        accounts.add(new NewUser(ids.next(), username, displayName, null, hash, roles))
                .ifPresent(user -> log.info("seeded {} as {}", user.username(), user.publicId()));
    }
}
