package dev.whiteboard.common.idempotency;

import java.util.UUID;

/** What the table says to a request under a key. */
sealed interface Claim {

    /** Run it; {@code token} proves that the run is still wanted when its answer is stored. */
    record Granted(UUID token) implements Claim {}

    /** It was answered; these are the sealed bytes. */
    record Answered(byte[] sealed) implements Claim {}

    /** It is running. */
    record Running() implements Claim {}

    /** The key stands for another request. */
    record Reused() implements Claim {}
}
