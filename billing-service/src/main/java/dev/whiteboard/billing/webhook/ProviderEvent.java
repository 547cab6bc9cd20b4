package dev.whiteboard.billing.webhook;

import org.jspecify.annotations.Nullable;

/** What a webhook says; names that we do not know are skipped. */
record ProviderEvent(String id, String type, Data data) {

    /**
     * @param key our operation
     * @param amount in minor units
     */
    record Data(String id, String key, String status, @Nullable String declineCode, @Nullable Long amount,
            @Nullable String currency) {}
}
