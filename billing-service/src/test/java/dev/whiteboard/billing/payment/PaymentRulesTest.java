package dev.whiteboard.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.billing.ledger.Account;
import dev.whiteboard.billing.ledger.Posting;
import dev.whiteboard.billing.method.Token;
import dev.whiteboard.common.money.Money;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules by themselves: random lives of payments, in which the provider answers, declines and keeps silent. */
class PaymentRulesTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant THEN = Instant.EPOCH;

    @Test
    void whateverHappensSumsStayWithinTheAmountAndTheBooksBalance() {
        Random random = Seed.random("payments");
        for (int round = Scale.rounds(20_000); round > 0; round--) {
            live(random);
        }
    }

    @Test
    void statesGoOnlyWhereTheTableSays() {
        assertThat(PaymentState.CAPTURED.mayBecome(PaymentState.VOIDED)).isFalse();
        assertThat(PaymentState.DECLINED.isFinal()).isTrue();
        assertThatThrownBy(() -> Standing.atFirst().in(PaymentState.REFUNDED))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void live(Random random) {
        long amount = 1 + random.nextInt(10_000);
        Splits splits = random.nextBoolean() ? Splits.none() : thirds(amount);
        CaptureMode mode = CaptureMode.values()[random.nextInt(2)];
        Terms terms = new Terms("k", "r", "c", new Token("tok_visa"), mode, new Money(amount, USD), splits);
        Payment payment = new Payment("pay", terms, Standing.atFirst(), 0, THEN, THEN);
        List<Operation> open = new ArrayList<>(
                List.of(operation(new Draft(OperationType.AUTHORISE, terms.amount(), "o"))));
        List<Posting> ledger = new ArrayList<>();
        for (int step = 0; step < 30; step++) {
            if (open.isEmpty() || random.nextInt(3) == 0) {
                if (PaymentRules.decide(payment,
                        instruction(random)) instanceof PaymentRules.Decision.Go(Standing next, Draft draft)) {
                    payment = payment.at(next);
                    open.add(operation(draft));
                }
            } else {
                payment = answer(payment, open, ledger, random);
            }
            check(payment, ledger);
        }
    }

    private static Payment answer(Payment payment, List<Operation> open, List<Posting> ledger, Random random) {
        int which = random.nextInt(open.size());
        if (random.nextInt(3) == 0) {
            return payment.at(PaymentRules.unanswered(payment, open.get(which)));
        }
        Operation operation = open.remove(which);
        Verdict verdict = random.nextInt(3) > 0 ? new Verdict.Succeeded("ref") : new Verdict.Declined("no");
        Standing next = PaymentRules.after(payment, operation, verdict);
        var follows = PaymentRules.next(payment, operation, verdict);
        follows.ifPresent(draft -> open.add(operation(draft)));
        ledger.addAll(Journal.between(payment, payment.standing(), next));
        return payment.at(next.deciding(next.deciding() || follows.isPresent()));
    }

    private static void check(Payment payment, List<Posting> ledger) {
        Standing now = payment.standing();
        assertThat(now.captured()).isBetween(0L, payment.terms().amount().minor());
        assertThat(now.refundable()).isNotNegative();
        assertThat(now.refunding()).isNotNegative();
        assertThat(ledger.stream().mapToLong(Posting::amount).sum()).isZero();
        assertThat(balance(ledger, Account.PROVIDER)).isEqualTo(now.captured() - now.refunded());
        for (Split part : payment.terms().splits().parts()) {
            assertThat(-balance(ledger, part.account())).isBetween(0L, part.minor());
            if (now.captured() == payment.terms().amount().minor() && now.refunded() == 0) {
                assertThat(-balance(ledger, part.account())).isEqualTo(part.minor());
            }
        }
    }

    private static long balance(List<Posting> ledger, Account account) {
        return ledger.stream().filter(posting -> posting.account().equals(account)).mapToLong(Posting::amount).sum();
    }

    private static Instruction.FollowUp instruction(Random random) {
        BigDecimal amount = random.nextInt(4) == 0 ? null : BigDecimal.valueOf(1 + random.nextInt(5_000), 2);
        return switch (random.nextInt(3)) {
            case 0 -> new Instruction.Capture("k", "c", amount);
            case 1 -> new Instruction.Release("k", "c");
            default -> new Instruction.Refund("k", "c", amount);
        };
    }

    private static Splits thirds(long amount) {
        long third = amount / 3;
        return third == 0
                ? Splits.none()
                : new Splits(List.of(new Split(new Account("payee:a"), amount - 2 * third),
                        new Split(new Account("payee:b"), third), new Split(new Account("platform:fee"), third)));
    }

    private static Operation operation(Draft draft) {
        return new Operation("op", "pay", draft.type(), draft.amount(), draft.commandKey(), OperationState.PENDING, 0,
                null,
                null, THEN, null);
    }
}
