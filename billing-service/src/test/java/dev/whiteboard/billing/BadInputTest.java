package dev.whiteboard.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever comes in: a problem with a code and a field, a status of 400 to 499, and no card number anywhere. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
@ExtendWith(OutputCaptureExtension.class)
class BadInputTest {
    private Billing billing;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        billing = Billing.on(environment, tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111",
        "4111\u00a01111\u20111111 1111",
        "tok_4111111111111111", "tok_4111_1111_1111_1111", "378282246310005", "4111111111111112", "4222222222222",
        " 6011.0009.9013.9424 ", "4111/1111/1111/1111"})
    @Promise("billing.no-card-numbers")
    void aCardNumberIsRefusedAndNeverLogged(String number, CapturedOutput output) {
        Answer method = billing.post(0, "/api/v1/payment-methods", "{\"token\":\"%s\"}".formatted(number),
                billing.customer());
        assertRefused(method, 422, "VALIDATION_ERROR", "token");
        Answer payment = billing.charge(Billing.reference(), number, "5.00");
        assertRefused(payment, 422, "VALIDATION_ERROR", "method");
        Answer reference = billing.post(0, "/internal/payments",
                Billing.chargeBody("4111-1111-1111-1111", "tok_visa", "5.00", "manual"), billing.service());
        assertThat(reference.status()).isEqualTo(422);
        assertThat(method.body() + payment.body() + reference.body()).doesNotContain("1111-1111")
                .doesNotContain(number);
        assertThat(output.getAll()).doesNotContain(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"amount|\"0\"|422|VALIDATION_ERROR", "amount|\"-5\"|422|VALIDATION_ERROR",
        "amount|1000000000000|422|VALIDATION_ERROR", "amount|1e300000|422|VALIDATION_ERROR",
        "amount|\"5.00001\"|422|VALIDATION_ERROR", "amount|5.00001|422|VALIDATION_ERROR",
        "amount|\"five\"|422|VALIDATION_ERROR", "amount|true|400|WRONG_TYPE", "amount|{}|400|WRONG_TYPE",
        "amount|null|400|MISSING_FIELD", "currency|\"XYZ\"|422|VALIDATION_ERROR",
        "currency|\"usd\"|422|VALIDATION_ERROR",
        "currency|\"XAU\"|422|VALIDATION_ERROR", "currency|840|400|WRONG_TYPE", "method|\"cash\"|422|VALIDATION_ERROR",
        "method|\"\"|422|VALIDATION_ERROR", "method|\"pm_0000000000000\"|422|VALIDATION_ERROR",
        "reference|\"a b\"|422|VALIDATION_ERROR", "customer_id|\"\"|422|VALIDATION_ERROR",
        "capture|\"later\"|422|VALIDATION_ERROR", "idempotency_key|\"\"|422|VALIDATION_ERROR",
        "surprise|1|400|UNKNOWN_FIELD", "splits|[null]|400|MISSING_FIELD",
        "splits|[{\"account\":\"payee:x\",\"amount\":1}]|422|VALIDATION_ERROR",
        "splits|[{\"account\":\"provider:psp\",\"amount\":5}]|422|VALIDATION_ERROR"})
    @Promise("billing.bad-input")
    void aFieldThatBreaksARuleIsNamed(String field, String value, int status, String code) {
        String body = Billing.chargeBody(Billing.reference(), "tok_visa", "5.00", "automatic")
                .replaceAll("\"" + field + "\":\"[^\"]*\"(,|})",
                        "\"" + field + "\":" + value.replace("\\", "\\\\") + "$1");
        if (!body.contains("\"" + field + "\"")) {
            body = body.replaceAll("}$", ",\"" + field + "\":" + value + "}");
        }
        assertRefused(billing.post(0, "/internal/payments", body, billing.service()), status, code, field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{}", "{\"idempotency_key\":5}", "{\"amount\":\"5\"}"})
    @Promise("billing.bad-input")
    void aBodyThatMakesNoSenseIsRefused(String body) {
        for (String path : new String[]{"/internal/payments", "/api/v1/payment-methods",
            "/internal/payments/pay_0000000000000/refund", "/webhooks/psp"}) {
            Answer told = billing.post(0, path, body, billing.service());
            assertThat(told.status()).as(path + " " + told.body()).isBetween(400, 499);
            assertThat(told.code()).isNotEmpty();
        }
    }

    @Test
    @Promise("billing.bad-input")
    void aPaymentThatDoesNotExistIsNotFound() {
        assertThat(billing.payment("pay_0000000000000").status()).isEqualTo(404);
        assertThat(billing.payment("nonsense").status()).isEqualTo(404);
        assertThat(billing.followUp("pay_0000000000000", "capture", "c", null).status()).isEqualTo(404);
    }

    private static void assertRefused(Answer told, int status, String code, String field) {
        assertThat(told.status()).as(told.body()).isEqualTo(status);
        assertThat(told.code()).as(told.body()).isEqualTo(code);
        assertThat(told.field()).as(told.body()).startsWith(field);
    }
}
