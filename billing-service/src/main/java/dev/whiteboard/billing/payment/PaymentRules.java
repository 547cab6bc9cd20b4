package dev.whiteboard.billing.payment;

import static dev.whiteboard.billing.payment.PaymentState.AUTHORISED;
import static dev.whiteboard.billing.payment.PaymentState.CAPTURED;
import static dev.whiteboard.billing.payment.PaymentState.DECLINED;
import static dev.whiteboard.billing.payment.PaymentState.PARTIALLY_CAPTURED;
import static dev.whiteboard.billing.payment.PaymentState.PARTIALLY_REFUNDED;
import static dev.whiteboard.billing.payment.PaymentState.REFUNDED;
import static dev.whiteboard.billing.payment.PaymentState.UNKNOWN;
import static dev.whiteboard.billing.payment.PaymentState.VOIDED;
import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.problem.Problem;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of a payment: pure, so that every one of them can be tried without a database or a provider. */
final class PaymentRules {
    private PaymentRules() {}

    /** What an instruction leads to. */
    sealed interface Decision {

        record Go(Standing next, Draft operation) implements Decision {}

        record Refuse(Problem problem) implements Decision {}
    }

    static Decision decide(Payment payment, Instruction.FollowUp instruction) {
        return switch (instruction) {
            case Instruction.Capture capture -> capture(payment, capture);
            case Instruction.Release release -> release(payment, release);
            case Instruction.Refund refund -> refund(payment, refund);
        };
    }

    private static Decision capture(Payment payment, Instruction.Capture capture) {
        Standing now = payment.standing();
        if (now.deciding() || now.refunding() > 0) {
            return busy(payment);
        }
        if (now.state() != AUTHORISED && now.state() != PARTIALLY_CAPTURED) {
            return conflict(payment, "captured");
        }
        return sized(payment, capture.amount(), payment.terms().amount().minor() - now.captured(), "authorised",
                amount -> new Decision.Go(now.deciding(true),
                        new Draft(OperationType.CAPTURE, amount, capture.commandKey())));
    }

    private static Decision release(Payment payment, Instruction.Release release) {
        Standing now = payment.standing();
        if (now.deciding()) {
            return busy(payment);
        }
        if (now.state() != AUTHORISED) {
            return conflict(payment, "voided");
        }
        return new Decision.Go(now.deciding(true),
                new Draft(OperationType.VOID, payment.terms().amount(), release.commandKey()));
    }

    private static Decision refund(Payment payment, Instruction.Refund refund) {
        Standing now = payment.standing();
        if (now.deciding()) {
            return busy(payment);
        }
        if (now.captured() == 0) {
            return conflict(payment, "refunded");
        }
        return sized(payment, refund.amount(), now.refundable(), "left to refund",
                amount -> new Decision.Go(now.settingAside(amount.minor()),
                        new Draft(OperationType.REFUND, amount, refund.commandKey())));
    }

    private interface Sized {
        Decision with(Money amount);
    }

    private static Decision sized(Payment payment, @Nullable BigDecimal asked, long most, String what, Sized then) {
        var currency = payment.terms().amount().currency();
        if (most == 0) {
            return invalid("nothing is " + what);
        }
        try {
            Money amount = asked == null ? new Money(most, currency) : Money.of(asked, currency);
            return amount.minor() <= most
                    ? then.with(amount)
                    : invalid("is more than the " + Money.text(most, currency) + " that are " + what);
        } catch (IllegalArgumentException wrong) {
            return invalid(String.valueOf(wrong.getMessage()));
        }
    }

    /** How a payment stands after what the provider decided about one of its operations. */
    static Standing after(Payment payment, Operation operation, Verdict verdict) {
        Standing now = payment.standing();
        long amount = operation.amount().minor();
        return switch (verdict) {
            case Verdict.Succeeded(String ref) -> switch (operation.type()) {
                case AUTHORISE -> now.in(AUTHORISED).authorisedAs(ref).deciding(false);
                case CAPTURE -> inTheLightOf(payment, now.capturing(amount)).deciding(false);
                case VOID -> now.in(VOIDED).deciding(false);
                case REFUND -> inTheLightOf(payment, now.refunding(amount));
            };
            case Verdict.Declined _ -> switch (operation.type()) {
                case AUTHORISE -> now.in(DECLINED).deciding(false);
                case CAPTURE, VOID -> (now.captured() == 0 ? now.in(AUTHORISED) : now).deciding(false);
                case REFUND -> now.settingAside(-amount);
            };
        };
    }

    /** How it stands while an answer is missing: what decides whether the customer is charged makes it unknown. */
    static Standing unanswered(Payment payment, Operation operation) {
        Standing now = payment.standing();
        return operation.type() == OperationType.REFUND || now.captured() > 0 ? now : now.in(UNKNOWN);
    }

    /** What follows of itself: a charge is captured when it is authorised, and released if it cannot be captured. */
    static Optional<Draft> next(Payment payment, Operation operation, Verdict verdict) {
        if (payment.terms().captureMode() != CaptureMode.AUTOMATIC) {
            return Optional.empty();
        }
        boolean succeeded = verdict instanceof Verdict.Succeeded;
        boolean released = !succeeded && payment.standing().captured() == 0;
        OperationType next = switch (operation.type()) {
            case AUTHORISE -> succeeded ? OperationType.CAPTURE : null;
            case CAPTURE -> released ? OperationType.VOID : null;
            case VOID, REFUND -> null;
        };
        return Optional.ofNullable(next)
                .map(type -> new Draft(type, payment.terms().amount(), Instruction.Open.KEY));
    }

    private static Standing inTheLightOf(Payment payment, Standing sums) {
        PaymentState state;
        if (sums.refunded() > 0) {
            state = sums.refunded() == sums.captured() ? REFUNDED : PARTIALLY_REFUNDED;
        } else {
            state = sums.captured() == payment.terms().amount().minor() ? CAPTURED : PARTIALLY_CAPTURED;
        }
        return sums.in(state);
    }

    private static Decision busy(Payment payment) {
        return new Decision.Refuse(
                Problem.of(CONFLICT, "payment " + payment.id() + " is waiting for the provider; try again later"));
    }

    private static Decision conflict(Payment payment, String verb) {
        return new Decision.Refuse(Problem.of(CONFLICT,
                "payment " + payment.id() + " is " + payment.state().wire() + " and cannot be " + verb));
    }

    private static Decision invalid(String message) {
        return new Decision.Refuse(Problem.of(VALIDATION_ERROR, message).field("amount"));
    }
}
