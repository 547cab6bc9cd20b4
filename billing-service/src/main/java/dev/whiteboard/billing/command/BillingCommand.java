package dev.whiteboard.billing.command;

import dev.whiteboard.billing.payment.Instructions.SplitText;
import dev.whiteboard.common.money.Amount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command on {@code billing.commands.v1}.
 *
 * @param command {@code charge}, {@code authorise}, {@code capture}, {@code void} or {@code refund}
 * @param paymentKey the sender's name for the payment; of a charge or an authorisation also the name of the command
 * @param commandKey the sender's name for a capture, void or refund of that payment
 * @param reference the order or ride; also the record's key
 */
record BillingCommand(String command, String paymentKey, @Nullable String commandKey, String reference,
        @Nullable String customerId, @Nullable String method, @Nullable Amount amount, @Nullable String currency,
        @Nullable List<SplitText> splits) {}
