package dev.whiteboard.identity.registration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The accounts that exist before anybody registers.
 *
 * @param demoUsers whether alice, bob, carol, dave and admin exist with a password that everybody knows
 * @param bootstrapAdminPassword the password that the first admin starts with, elsewhere
 */
@ConfigurationProperties("whiteboard.identity.seed")
record SeedSettings(@DefaultValue("false") boolean demoUsers, @Nullable String bootstrapAdminPassword) {
    /** Never the password: this may end in a log. */
    @Override
    public String toString() {
        return "SeedSettings[demoUsers=" + demoUsers + "]";
    }
}
