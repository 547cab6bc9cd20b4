package dev.whiteboard.billing.command;

import static dev.whiteboard.common.problem.ErrorCode.MISSING_FIELD;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.billing.payment.CaptureMode;
import dev.whiteboard.billing.payment.Instruction;
import dev.whiteboard.billing.payment.Instructions;
import dev.whiteboard.billing.payment.Instructions.OpenText;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Says which instruction a command is. */
final class CommandReader {
    private CommandReader() {}

    /** @throws ProblemException if it is none, naming the field */
    static Instruction read(BillingCommand command) {
        return switch (command.command()) {
            case "charge" -> open(command, CaptureMode.AUTOMATIC);
            case "authorise" -> open(command, CaptureMode.MANUAL);
            case "capture" -> Instructions.capture(command.paymentKey(), key(command), command.amount());
            case "void" -> Instructions.release(command.paymentKey(), key(command));
            case "refund" -> Instructions.refund(command.paymentKey(), key(command), command.amount());
            default -> throw Problem.of(VALIDATION_ERROR, "is not a command").field("command").asException();
        };
    }

    private static Instruction open(BillingCommand command, CaptureMode mode) {
        return Instructions.open(new OpenText(command.paymentKey(), command.reference(),
                required("customer_id", command.customerId()), required("method", command.method()),
                required("amount", command.amount()), required("currency", command.currency()), command.splits()), mode,
                "payment_key");
    }

    private static String key(BillingCommand command) {
        return required("command_key", command.commandKey());
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Problem.of(MISSING_FIELD, "is required").field(field).asException();
        }
        return value;
    }
}
