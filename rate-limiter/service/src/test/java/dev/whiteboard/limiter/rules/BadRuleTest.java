package dev.whiteboard.limiter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.whiteboard.limiter.support.Api;
import dev.whiteboard.limiter.support.LimiterTest;
import dev.whiteboard.testkit.TestTokens;

/** What is no rule is refused by field, and makes nothing. */
@LimiterTest
class BadRuleTest {
    @Autowired
    private Api api;
    private final String admin = TestTokens.instance().token("usr_admin", "user", "admin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "max_requests   | 0                     | 422 | VALIDATION_ERROR",
        "max_requests   | -5                    | 422 | VALIDATION_ERROR",
        "max_requests   | 1000000000000         | 422 | VALIDATION_ERROR",
        "max_requests   | 99999999999999999999  | 400 | WRONG_TYPE",
        "max_requests   | 1.5                   | 400 | WRONG_TYPE",
        "max_requests   | \"100\"               | 400 | WRONG_TYPE",
        "max_requests   | null                  | 400 | ",
        "window_seconds | 0                     | 422 | VALIDATION_ERROR",
        "window_seconds | -1                    | 422 | VALIDATION_ERROR",
        "window_seconds | 2678401               | 422 | VALIDATION_ERROR",
        "algorithm      | \"magic\"             | 422 | VALIDATION_ERROR",
        "endpoint       | \"/api/*/x\"          | 422 | VALIDATION_ERROR",
        "endpoint       | \"*/api\"             | 422 | VALIDATION_ERROR",
        "endpoint       | \"/api/**\"           | 422 | VALIDATION_ERROR",
        "endpoint       | \"\"                  | 422 | VALIDATION_ERROR",
        "endpoint       | \"api\"               | 422 | VALIDATION_ERROR",
        "endpoint       | \"/a b\"              | 422 | VALIDATION_ERROR",
        "client_type    | \"\"                  | 422 | VALIDATION_ERROR",
        "client_type    | \"a b\"               | 422 | VALIDATION_ERROR",
        "key            | \"shoe_size\"         | 422 | VALIDATION_ERROR",
        "burst          | 0                     | 422 | VALIDATION_ERROR",
        "burst          | 1000000000000         | 422 | VALIDATION_ERROR",
        "on_redis_failure | \"panic\"           | 422 | VALIDATION_ERROR",
        "shadow         | \"yes\"               | 400 | WRONG_TYPE",
        "tenant         | \"x\"                 | 400 | UNKNOWN_FIELD"})
    void aBadFieldIsRefusedByName(String field, String value, int status, String code) {
        var answer = api.send("POST", "/admin/rate-rules", with(field, value), "Bearer " + admin);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("error").path("field").asString()).isEqualTo(field);
        if (code != null) {
            assertThat(answer.code()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"client_type\":\"bad\",\"endpoint\":\"*\",\"max_requests\":5,\"window_seconds\":1,\"algorithm\":\"fixed_window\",\"burst\":9} | burst",
        "{\"client_type\":\"bad\",\"endpoint\":\"*\",\"max_requests\":100001,\"window_seconds\":1,\"algorithm\":\"sliding_window_log\"} | max_requests",
        "{\"client_type\":\"bad\",\"endpoint\":\"*\",\"max_requests\":1,\"window_seconds\":2678400,\"burst\":1000000000} | burst"})
    void fieldsThatDoNotGoTogetherAreRefused(String body, String field) {
        var answer = api.send("POST", "/admin/rate-rules", body, "Bearer " + admin);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().path("error").path("field").asString()).isEqualTo(field);
    }

    @Test
    void onlyAdministratorsTouchRules() {
        String user = TestTokens.instance().token("usr_1", "user");
        assertThat(api.send("POST", "/admin/rate-rules", with("key", "\"ip\""), null).status()).isEqualTo(401);
        assertThat(api.send("POST", "/admin/rate-rules", with("key", "\"ip\""), "Bearer " + user).status())
                .isEqualTo(403);
        assertThat(api.get("/admin/rate-limit/top", user).status()).isEqualTo(403);
    }

    @Test
    void whatIsNotThereIsNotFoundAndNonsenseIsNotAllowed() {
        assertThat(api.get("/admin/rate-rules/rule_nope", admin).status()).isEqualTo(404);
        assertThat(api.get("/admin/rate-rules/rule_nope/history", admin).status()).isEqualTo(404);
        assertThat(api.delete("/admin/rate-rules/rule_nope", admin).status()).isEqualTo(404);
        assertThat(api.send("PUT", "/admin/rate-rules/rule_nope", with("key", "\"ip\""), "Bearer " + admin).status())
                .isEqualTo(404);
        assertThat(api.send("POST", "/admin/rate-rules", "{", "Bearer " + admin).status()).isEqualTo(400);
        assertThat(api.get("/admin/rate-rules?cursor=zzz", admin).code()).isEqualTo("INVALID_CURSOR");
        assertThat(api.get("/admin/rate-rules?limit=0", admin).code()).isEqualTo("INVALID_LIMIT");
    }

    private static String with(String field, String value) {
        var fields = new java.util.LinkedHashMap<String, String>();
        fields.put("client_type", "\"bad\"");
        fields.put("endpoint", "\"/api/v1/*\"");
        fields.put("max_requests", "5");
        fields.put("window_seconds", "60");
        fields.put(field, value);
        return fields.entrySet().stream().map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }
}
