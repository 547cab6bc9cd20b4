package dev.whiteboard.billing.payment;

import dev.whiteboard.billing.ledger.Ledger;
import dev.whiteboard.billing.ledger.Posting;
import dev.whiteboard.common.crash.CrashPoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what became of operations. The end of an operation, the new standing of its payment, the ledger's entry, the
 * operation that follows and the event commit together; whoever brings the outcome first, an answer, an inquiry or a
 * webhook, does it, and all others change nothing.
 */
@Service
public class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final int MOST_ROUNDS = 50;

    private final PaymentStore payments;
    private final Operations operations;
    private final Ledger ledger;
    private final PaymentEvents events;
    private final MeterRegistry meters;

    Settlement(PaymentStore payments, Operations operations, Ledger ledger, PaymentEvents events,
            MeterRegistry meters) {
        this.payments = payments;
        this.operations = operations;
        this.ledger = ledger;
        this.events = events;
        this.meters = meters;
    }

    /** Records a fact; true if it was news. */
    @Transactional
    public boolean settle(String operationId, Verdict verdict) {
        Optional<Operation> ended = operations.finish(operationId, verdict);
        if (ended.isEmpty()) {
            operations.find(operationId).ifPresent(known -> compare(known, verdict));
            return false;
        }
        Operation operation = ended.get();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Payment before = payments.find(operation.paymentId()).orElseThrow();
            Standing next = PaymentRules.after(before, operation, verdict);
            Optional<Draft> follows = PaymentRules.next(before, operation, verdict);
            Optional<Payment> after = payments.change(before, next.deciding(next.deciding() || follows.isPresent()));
            if (after.isPresent()) {
                follows.ifPresent(draft -> operations.insert(after.get(), draft));
                List<Posting> postings = Journal.between(before, before.standing(), next);
                if (!postings.isEmpty()) {
                    ledger.enter(operationId, postings);
                }
                events.settled(after.get(), operation);
                CrashPoint.reached("billing.settling");
                return true;
            }
        }
        throw new IllegalStateException("payment changed " + MOST_ROUNDS + " times meanwhile");
    }

    /** Whether news of such a sum cannot be about this operation; nothing may be entered for it then. */
    public boolean isAboutAnotherSum(String operationId, long minor, String currency) {
        return operations.find(operationId).map(Operation::amount)
                .filter(amount -> amount.minor() != minor || !amount.currency().getCurrencyCode().equals(currency))
                .isPresent();
    }

    /** Writes down that nobody knows what became of an attempt, and when to ask again. */
    @Transactional
    public void unanswered(Operation claimed, String trouble, Duration pause) {
        if (!operations.putBack(claimed, OperationState.UNKNOWN, trouble, pause)) {
            return;
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Payment before = payments.find(claimed.paymentId()).orElseThrow();
            Standing next = PaymentRules.unanswered(before, claimed);
            if (next.equals(before.standing())) {
                return;
            }
            Optional<Payment> after = payments.change(before, next);
            if (after.isPresent()) {
                events.unknown(after.get(), claimed);
                return;
            }
        }
        throw new IllegalStateException("payment changed " + MOST_ROUNDS + " times meanwhile");
    }

    /** Writes down that an attempt did not leave: the provider knows as much of the operation as before. */
    @Transactional
    public void notSent(Operations.Claimed claimed, String trouble, Duration pause) {
        operations.putBack(claimed.operation(), claimed.before(), trouble, pause);
    }

    /** The same news again is usual. Other news than before is not, and nothing here may guess which is true. */
    private void compare(Operation known, Verdict verdict) {
        boolean same = (known.state() == OperationState.SUCCEEDED) == (verdict instanceof Verdict.Succeeded);
        meters.counter("whiteboard.billing.repeated.outcomes", "contradicts", Boolean.toString(!same)).increment();
        if (!same) {
            LOG.error("{} is {}, and now the provider says {}", known.id(), known.state(), verdict);
        }
    }
}
