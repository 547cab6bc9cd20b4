package dev.whiteboard.commerce.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A command on {@code billing.commands.v1}, as its contract says. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentCommand(String command, String paymentKey, @Nullable String commandKey, String reference,
        @Nullable String customerId, @Nullable String method, @Nullable String amount, @Nullable String currency) {}
