package dev.whiteboard.billing.provider;

import dev.whiteboard.common.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the provider is asked to do.
 *
 * @param key names the attempt: whatever is sent under one key is done once
 * @param type {@code authorise}, {@code capture}, {@code void} or {@code refund}
 * @param source the token to charge, of an authorisation
 * @param authorization what everything else refers to
 */
public record Request(String key, String type, @Nullable String source, @Nullable String authorization, Money amount,
        String reference) {}
