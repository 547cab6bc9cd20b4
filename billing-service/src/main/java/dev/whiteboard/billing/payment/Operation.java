package dev.whiteboard.billing.payment;

import dev.whiteboard.common.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the provider is asked to do for a payment.
 *
 * @param id also the provider's idempotency key: the same logical attempt has the same key, whoever sends it
 * @param commandKey the caller's name for it
 * @param attempt which claim of it this is; 0 before the first
 */
public record Operation(String id, String paymentId, OperationType type, Money amount, String commandKey,
        OperationState state, int attempt, @Nullable String declineCode, @Nullable String traceparent,
        Instant createdAt, @Nullable Instant finishedAt) {}
