package dev.whiteboard.billing.payment;

import dev.whiteboard.common.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What another service wants done. Two keys name it: the payment's, and within the payment its own. */
public sealed interface Instruction {
    String paymentKey();

    String commandKey();

    /** Begins a payment; with {@link CaptureMode#AUTOMATIC} it is a charge, otherwise an authorisation. */
    record Open(String paymentKey, String reference, String customerId, String method, Money amount, CaptureMode mode,
            Splits splits) implements Instruction {
        /** There is one beginning. */
        public static final String KEY = "open";

        @Override
        public String commandKey() {
            return KEY;
        }
    }

    /** Goes on with a payment that has begun. */
    sealed interface FollowUp extends Instruction {
        /** In the payment's currency; absent: all there is. */
        @Nullable
        BigDecimal amount();
    }

    record Capture(String paymentKey, String commandKey, @Nullable BigDecimal amount) implements FollowUp {}

    record Release(String paymentKey, String commandKey) implements FollowUp {
        @Override
        public @Nullable BigDecimal amount() {
            return null;
        }
    }

    record Refund(String paymentKey, String commandKey, @Nullable BigDecimal amount) implements FollowUp {}
}
