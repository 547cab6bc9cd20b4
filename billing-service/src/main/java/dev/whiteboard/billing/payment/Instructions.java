package dev.whiteboard.billing.payment;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.billing.ledger.Account;
import dev.whiteboard.billing.method.Token;
import dev.whiteboard.common.money.Amount;
import dev.whiteboard.common.money.Currencies;
import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads instructions from what other services wrote, over HTTP or Kafka; every refusal names the field. */
public final class Instructions {
    private static final String KEY = "[A-Za-z0-9_.:/-]{1,100}";
    private static final int MOST_SPLITS = 20;

    private Instructions() {}

    /** A part of an amount as it was written. */
    public record SplitText(String account, Amount amount) {}

    /** A payment as it was written. */
    public record OpenText(String paymentKey, String reference, String customerId, String method, Amount amount,
            String currency, @Nullable List<SplitText> splits) {}

    /** @throws ProblemException naming the field that breaks a rule, the payment's key by {@code keyField} */
    public static Instruction.Open open(OpenText text, CaptureMode mode, String keyField) {
        if (!text.method().startsWith("pm_")) {
            checked("method", () -> new Token(text.method()));
        } else {
            key("method", text.method());
        }
        Currency currency = Currencies.find(text.currency())
                .orElseThrow(() -> refusal("currency", "is not a currency that money can be paid in"));
        Money amount = checked("amount", () -> Money.of(text.amount().value(), currency));
        return new Instruction.Open(key(keyField, text.paymentKey()), key("reference", text.reference()),
                key("customer_id", text.customerId()), text.method(), amount, mode,
                splits(text.splits() == null ? List.of() : text.splits(), amount));
    }

    public static Instruction.Capture capture(String paymentKey, String commandKey, @Nullable Amount amount) {
        return new Instruction.Capture(paymentKey, commandKey(commandKey), value(amount));
    }

    public static Instruction.Release release(String paymentKey, String commandKey) {
        return new Instruction.Release(paymentKey, commandKey(commandKey));
    }

    public static Instruction.Refund refund(String paymentKey, String commandKey, @Nullable Amount amount) {
        return new Instruction.Refund(paymentKey, commandKey(commandKey), value(amount));
    }

    private static String commandKey(String key) {
        if (key.equals(Instruction.Open.KEY)) {
            throw refusal("idempotency_key", "\"" + Instruction.Open.KEY + "\" names the beginning of a payment");
        }
        return key("idempotency_key", key);
    }

    private static String key(String field, String text) {
        if (!text.matches(KEY)) {
            throw refusal(field, "must have 1 to 100 letters, digits, and any of _ . : / -");
        }
        if (Token.looksLikeCard(text)) {
            throw refusal(field, "looks like a card number");
        }
        return text;
    }

    private static Splits splits(List<SplitText> texts, Money whole) {
        if (texts.size() > MOST_SPLITS) {
            throw refusal("splits", "may have at most " + MOST_SPLITS + " parts");
        }
        Set<String> seen = new HashSet<>();
        Splits splits = new Splits(texts.stream().map(text -> {
            Account account = checked("splits", () -> new Account(text.account()));
            if (account.equals(Account.PROVIDER) || !seen.add(account.code())) {
                throw refusal("splits", "each part has an account of its own, and none is the provider's");
            }
            return new Split(account,
                    checked("splits", () -> Money.of(text.amount().value(), whole.currency())).minor());
        }).toList());
        if (!splits.addUpTo(whole)) {
            throw refusal("splits", "must add up to the amount");
        }
        return splits;
    }

    private static @Nullable BigDecimal value(@Nullable Amount amount) {
        return amount == null ? null : amount.value();
    }

    private static <T> T checked(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException refused) {
            throw refusal(field, String.valueOf(refused.getMessage()));
        }
    }

    private static ProblemException refusal(String field, String message) {
        return Problem.of(VALIDATION_ERROR, message).field(field).asException();
    }
}
