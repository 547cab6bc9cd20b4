package dev.whiteboard.billing.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.billing.payment.Instruction;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

/** Billing reads every command that the contract shows, and the contract accepts its own examples. */
class CommandContractTest {
    @Test
    void everyExampleIsAnInstruction() {
        ContractCheck contract = ContractCheck.of("billing.commands.v1");
        contract.examples().forEach((name, bytes) -> {
            contract.accept(bytes);
            BillingCommand command = Json.tolerant().readValue(bytes, BillingCommand.class);
            Instruction instruction = CommandReader.read(command);
            assertThat(instruction.paymentKey()).as(name).isEqualTo(command.paymentKey());
        });
    }

    @Test
    void theExamplesOfAnswersAreAnswers() {
        ContractCheck contract = ContractCheck.of("billing.payments.v1");
        contract.examples().values().forEach(contract::accept);
    }
}
