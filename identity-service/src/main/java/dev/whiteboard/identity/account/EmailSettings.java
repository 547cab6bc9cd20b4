package dev.whiteboard.identity.account;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of e-mail addresses.
 *
 * @param letterLifetime how long the token of a letter is good
 * @param takenAtTheirWord whether an address is confirmed by typing it in, as on a platform for trying things out, where no
 *     letter reaches anybody; who comes first has it
 */
@ConfigurationProperties("whiteboard.identity.email")
record EmailSettings(@DefaultValue("24h") Duration letterLifetime, @DefaultValue("false") boolean takenAtTheirWord) {}
