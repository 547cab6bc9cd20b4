package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractCheckTest {

    @ParameterizedTest
    @MethodSource("topics")
    void every_example_keeps_its_contract(String topic) {
        var contract = ContractCheck.of(topic);
        assertThat(contract.examples()).isNotEmpty().allSatisfy((name, example) -> contract.accept(example));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void every_topic_is_named_after_its_service_noun_and_version(String topic) {
        assertThat(topic).matches("[a-z]+\\.[a-z]+\\.v\\d+");
    }

    @Test
    void a_field_that_is_not_in_the_contract_is_found() {
        var contract = ContractCheck.of("identity.users.v1");
        String example = new String(contract.examples().get("registered"));
        assertThatThrownBy(() -> contract.accept(example.replace("\"version\"", "\"password_hash\"").getBytes()))
                .isInstanceOf(AssertionError.class).hasMessageContaining("password_hash")
                .hasMessageContaining("version");
    }

    @Test
    void a_time_that_is_none_is_found() {
        var contract = ContractCheck.of("identity.users.v1");
        String example = new String(contract.examples().get("registered"));
        assertThatThrownBy(
                () -> contract.accept(example.replace("2026-03-01T12:00:00Z", "yesterday, at noon, Z").getBytes()))
                .isInstanceOf(AssertionError.class).hasMessageContaining("created_at");
    }

    static List<String> topics() {
        return ContractCheck.topics();
    }
}
