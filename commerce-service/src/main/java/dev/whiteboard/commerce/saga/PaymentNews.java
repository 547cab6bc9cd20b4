package dev.whiteboard.commerce.saga;

import dev.whiteboard.commerce.order.Happening;
import dev.whiteboard.commerce.payment.Billing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event on {@code billing.payments.v1}: how a payment stands, or why a command was refused.
 *
 * @param reference the order, if it is one of ours
 */
record PaymentNews(String paymentKey, String reference, @Nullable String commandKey, @Nullable String status,
        @Nullable Step operation, @Nullable Rejection rejected) {
    private static final String FIRST_COMMAND = "open";
    private static final String REFUND = "refund-";

    /** What brought the payment there. */
    record Step(String type, String status, String commandKey, @Nullable String declineCode) {}

    /** Why a command was refused. */
    record Rejection(String code, String message) {}

    boolean isOurs() {
        return paymentKey.equals(Billing.paymentKey(reference));
    }

    /** What it means for the order; nothing, if it is only on the way to something. */
    Optional<Happening> happening() {
        if (rejected != null) {
            return FIRST_COMMAND.equals(commandKey)
                    ? Optional.of(new Happening.Declined(rejected.message()))
                    : Optional.empty();
        }
        if (operation != null && operation.type().equals("refund") && operation.status().equals("declined")) {
            return refundNumber(operation.commandKey()).map(Happening.RefundDeclined::new);
        }
        return switch (status == null ? "" : status) {
            case "captured" -> Optional.of(new Happening.Captured());
            case "declined", "voided" -> Optional.of(new Happening.Declined(declineCode()));
            case "unknown" -> Optional.of(new Happening.Unanswered());
            case "refunded" -> Optional.of(new Happening.Refunded());
            default -> Optional.empty();
        };
    }

    private String declineCode() {
        return operation == null || operation.declineCode() == null ? "declined" : operation.declineCode();
    }

    private static Optional<Integer> refundNumber(String commandKey) {
        return commandKey.matches(REFUND + "\\d{1,6}")
                ? Optional.of(Integer.valueOf(commandKey.substring(REFUND.length())))
                : Optional.empty();
    }
}
