package dev.whiteboard.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.gateway.resilience.RetryRule.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {
    @ParameterizedTest
    @CsvSource({"GET, false, true", "HEAD, false, true", "PUT, false, true", "DELETE, false, true",
        "POST, false, false", "POST, true, true", "PATCH, false, false", "PATCH, true, false"})
    void onlyIdempotentCallsThatMayHaveArrivedGoAgain(String method, boolean keyed, boolean again) {
        Call call = new Call(true, method, keyed, true);
        assertThat(RetryRule.mayRetry(call, Failure.BROKEN, 1)).isEqualTo(again);
        assertThat(RetryRule.mayRetry(call, 503, 1)).isEqualTo(again);
        assertThat(RetryRule.mayRetry(call, Failure.NOT_SENT, 1)).isTrue();
    }

    @Test
    void nothingGoesAgainForEverOrWithoutItsBodyOrAgainstTheTable() {
        assertThat(RetryRule.mayRetry(new Call(true, "GET", false, true), Failure.BROKEN, RetryRule.ATTEMPTS))
                .isFalse();
        assertThat(RetryRule.mayRetry(new Call(true, "PUT", false, false), Failure.NOT_SENT, 1)).isFalse();
        assertThat(RetryRule.mayRetry(new Call(false, "GET", false, true), 503, 1)).isFalse();
        assertThat(RetryRule.mayRetry(new Call(false, "GET", false, true), Failure.BROKEN, 1)).isFalse();
        assertThat(RetryRule.mayRetry(new Call(false, "GET", false, true), Failure.NOT_SENT, 1)).isTrue();
        assertThat(RetryRule.mayRetry(new Call(true, "GET", false, true), 500, 1)).isFalse();
        assertThat(RetryRule.mayRetry(new Call(true, "GET", false, true), Failure.TIMED_OUT, 1)).isFalse();
    }

    @Test
    void retriesAddAtMostAFifthToTheLoadInTheLongRun() {
        RetryBudget budget = new RetryBudget();
        int retries = 0;
        for (int call = 0; call < 10_000; call++) {
            budget.deposit();
            retries += budget.withdraw() ? 1 : 0;
        }
        assertThat(retries).isBetween(2_000, 2_101);
    }
}
