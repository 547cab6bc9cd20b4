package dev.whiteboard.common.problem;

import static dev.whiteboard.common.problem.ErrorCode.RATE_LIMITED;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void theBodyIsAnRfc9457ProblemWithTheErrorMember() {
        Problem problem = Problem.of(VALIDATION_ERROR, "must be http or https").field("links[0].long_url");

        assertThat(problem.toJson("urn:request:1")).isEqualTo("""
                {"type":"urn:whiteboard:problem:validation-error","title":"Validation failed","status":422,\
                "detail":"must be http or https","instance":"urn:request:1",\
                "error":{"code":"VALIDATION_ERROR","message":"must be http or https","field":"links[0].long_url"}}""");
    }

    @Test
    void nothingThatAClientSentCanBreakOutOfTheJson() {
        String json = Problem.of(VALIDATION_ERROR, "a\"b\\c\nd\u0000e\ud800f").toJson();

        assertThat(json).contains("a\\\"b\\\\c\\nd\\u0000e\\ud800f");
    }

    @Test
    void retryAfterIsInWholeSecondsAndNeverTooEarly() {
        Problem problem = Problem.of(RATE_LIMITED, "slow down");

        assertThat(problem.retryAfterSeconds()).isNull();
        assertThat(problem.retryAfter(Duration.ofMillis(1)).retryAfterSeconds()).isEqualTo("1");
        assertThat(problem.retryAfter(Duration.ofMillis(1001)).retryAfterSeconds()).isEqualTo("2");
    }

    @Test
    void everyCodeHasAnErrorStatusAndEveryErrorStatusACode() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::status)).allMatch(s -> s >= 400 && s < 600);
        for (int status = 400; status < 600; status++) {
            assertThat(ErrorCode.forStatus(status).status() / 100).isEqualTo(status / 100);
        }
    }
}
