package dev.whiteboard.billing.command;

import dev.whiteboard.billing.method.Token;
import dev.whiteboard.billing.payment.Instruction;
import dev.whiteboard.billing.payment.Outcome;
import dev.whiteboard.billing.payment.Payment;
import dev.whiteboard.billing.payment.PaymentEvents;
import dev.whiteboard.billing.payment.Payments;
import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventHandler;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Carries out commands, in the transaction that marks them as handled. A command that cannot be carried out is answered,
 * not parked: the next of its key does not wait for it. One that is sent a second time is answered by how things stand.
 */
@Component
class CommandHandler implements EventHandler<BillingCommand> {
    static final String TOPIC = "billing.commands.v1";

    private final Payments payments;
    private final PaymentEvents events;

    CommandHandler(Payments payments, PaymentEvents events) {
        this.payments = payments;
        this.events = events;
    }

    @Override
    public String consumer() {
        return "billing.commands";
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Class<BillingCommand> payload() {
        return BillingCommand.class;
    }

    @Override
    public void handle(Event<BillingCommand> event) {
        BillingCommand command = event.payload();
        if (command == null) {
            return;
        }
        try {
            carryOut(command, CommandReader.read(command), event.key());
        } catch (ProblemException unreadable) {
            reject(command, event.key(), unreadable.problem());
        }
    }

    private void carryOut(BillingCommand command, Instruction instruction, String reference) {
        switch (payments.accept(instruction)) {
            case Outcome.Accepted _ -> {
                // The provider's answer will be told.
            }
            case Outcome.Known(Payment payment) -> events.repeated(payment);
            case Outcome.Refused(Problem problem) -> reject(command, reference, problem);
        }
    }

    private void reject(BillingCommand command, String reference, Problem problem) {
        boolean opens = command.commandKey() == null;
        String commandKey = command.commandKey() == null ? Instruction.Open.KEY : command.commandKey();
        Problem told = "idempotency_key".equals(problem.field())
                ? problem.field(opens ? "payment_key" : "command_key")
                : problem;
        events.rejected(repeatable(command.paymentKey()), repeatable(commandKey), repeatable(reference), told);
    }

    /** A name as it was sent, unless somebody wrote a card number there. */
    private static String repeatable(String name) {
        return Token.looksLikeCard(name) ? "withheld" : name;
    }
}
