package dev.whiteboard.identity.apikey;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of API keys.
 *
 * @param mostActive keys a user may have at a time
 * @param tokenLifetime of the token that a key is exchanged for
 * @param paidForAll whether anybody may make keys of the paid tier, as on a platform for trying things out
 */
@ConfigurationProperties("whiteboard.identity.api-keys")
record ApiKeySettings(
        @DefaultValue("20") int mostActive,
        @DefaultValue("5m") Duration tokenLifetime,
        @DefaultValue("false") boolean paidForAll) {}
