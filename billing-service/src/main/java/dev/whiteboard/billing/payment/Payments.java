package dev.whiteboard.billing.payment;

import static dev.whiteboard.common.problem.ErrorCode.IDEMPOTENCY_KEY_REUSED;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.billing.method.PaymentMethods;
import dev.whiteboard.billing.method.Token;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accepts instructions. Accepting writes down what the provider will be asked, and nothing else: nobody waits for the
 * provider here, and no transaction is open while it is asked.
 */
@Service
public class Payments {
    /** Each lost round means that somebody else's change of the same payment was committed. */
    private static final int MOST_ROUNDS = 50;

    private final PaymentStore store;
    private final Operations operations;
    private final PaymentMethods methods;
    private final SnowflakeGenerator ids;

    Payments(PaymentStore store, Operations operations, PaymentMethods methods, SnowflakeGenerator ids) {
        this.store = store;
        this.operations = operations;
        this.methods = methods;
        this.ids = ids;
    }

    @Transactional
    public Outcome accept(Instruction instruction) {
        if (!store.claim(instruction)) {
            store.hold(instruction.paymentKey());
            return store.saysTheSame(instruction)
                    ? new Outcome.Known(store.findByKey(instruction.paymentKey()).orElseThrow())
                    : new Outcome.Refused(Problem.of(IDEMPOTENCY_KEY_REUSED, "this key was used for something else")
                            .field("idempotency_key"));
        }
        Outcome outcome = switch (instruction) {
            case Instruction.Open open -> open(open);
            case Instruction.FollowUp followUp -> followUp(followUp);
        };
        if (outcome instanceof Outcome.Refused) {
            store.disclaim(instruction);
            store.hold(instruction.paymentKey());
        }
        return outcome;
    }

    public Optional<Payment> find(String id) {
        return store.find(id);
    }

    public Optional<Payment> findByKey(String paymentKey) {
        return store.findByKey(paymentKey);
    }

    List<Operation> operations(Payment payment) {
        return operations.of(payment.id());
    }

    private Outcome open(Instruction.Open open) {
        Optional<Token> token = methods.find(open.method(), open.customerId());
        if (token.isEmpty()) {
            return new Outcome.Refused(
                    Problem.of(VALIDATION_ERROR, "is no payment method of this customer").field("method"));
        }
        Terms terms = new Terms(open.paymentKey(), open.reference(), open.customerId(), token.get(), open.mode(),
                open.amount(), open.splits());
        Payment payment = store.insert(PublicId.format("pay", ids.next()), terms);
        operations.insert(payment, new Draft(OperationType.AUTHORISE, open.amount(), Instruction.Open.KEY));
        return new Outcome.Accepted(payment);
    }

    private Outcome followUp(Instruction.FollowUp instruction) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Payment> seen = store.findByKey(instruction.paymentKey());
            if (seen.isEmpty()) {
                return new Outcome.Refused(Problem.of(NOT_FOUND, "there is no such payment").field("payment_key"));
            }
            switch (PaymentRules.decide(seen.get(), instruction)) {
                case PaymentRules.Decision.Refuse(Problem problem) -> {
                    return new Outcome.Refused(problem);
                }
                case PaymentRules.Decision.Go(Standing next, Draft draft) -> {
                    Optional<Payment> changed = store.change(seen.get(), next);
                    if (changed.isPresent()) {
                        operations.insert(changed.get(), draft);
                        return new Outcome.Accepted(changed.get());
                    }
                }
            }
        }
        throw new IllegalStateException("payment changed " + MOST_ROUNDS + " times meanwhile");
    }
}
