package dev.whiteboard.local.psp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order; the same for ever.
 *
 * @param id the provider's own name for it
 * @param key the merchant's name for the attempt: one key is done once
 * @param authorization the id of the authorisation it is, or belongs to
 * @param declineCode why not, if it was declined
 */
record Done(String id, String key, String type, boolean succeeded, @Nullable String declineCode, String authorization,
        long amount, String currency, String reference, Instant created) {

    String status() {
        return succeeded ? "succeeded" : "declined";
    }
}
