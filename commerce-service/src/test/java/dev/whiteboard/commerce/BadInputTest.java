package dev.whiteboard.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Http;
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

/** Whatever comes in: a problem with a code and a field, a status of 400 to 499, and nothing is changed. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
@ExtendWith(OutputCaptureExtension.class)
class BadInputTest {
    private Commerce commerce;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        commerce = Commerce.on(environment, tokens);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|422|VALIDATION_ERROR", "-1|422|VALIDATION_ERROR",
        "1000|422|VALIDATION_ERROR",
        "1000000000000|422|VALIDATION_ERROR", "1.5|400|WRONG_TYPE", "\"1\"|400|WRONG_TYPE", "null|400|MISSING_FIELD",
        "100000000000000000000|400|WRONG_TYPE", "true|400|WRONG_TYPE"})
    @Promise("commerce.bad-input")
    void aQuantityThatIsNoneIsRefused(String quantity, int status, String code) {
        Product lamp = commerce.product(5);
        String ada = commerce.newcomer();
        String body = "{\"product_id\":\"%s\",\"quantity\":%s}".formatted(lamp.publicId(), quantity);
        assertRefused(Http.post(commerce.url(0) + "/api/v1/cart/items", body, ada), status, code, "quantity");
        Answer added = commerce.add(0, lamp, 1, ada);
        String item = added.json().at("/items/0/item_id").asString();
        assertRefused(Http.put(commerce.url(0) + "/api/v1/cart/items/" + item, "{\"quantity\":" + quantity + "}", ada),
                status, code, "quantity");
        assertThat(commerce.add(0, lamp, 998, ada).status()).isEqualTo(201);
        assertRefused(commerce.add(0, lamp, 1, ada), 422, "VALIDATION_ERROR", "quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "tok_4111111111111111",
        "tok_4111_1111_1111_1111", "378282246310005"})
    @Promise("commerce.bad-input")
    void aCardNumberIsRefusedAndNeverLogged(String number, CapturedOutput output) {
        String ada = commerce.newcomer();
        commerce.add(0, commerce.product(5), 1, ada);
        Answer refused = commerce.checkOut(0, number, ada);
        assertRefused(refused, 422, "VALIDATION_ERROR", "payment_method_id");
        assertThat(refused.body()).doesNotContain(number);
        assertThat(output.getAll()).doesNotContain(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"payment_method_id\":\"tok_visa\"}|422|VALIDATION_ERROR|shipping_address",
        "{\"payment_method_id\":\"tok_visa\",\"shipping_address_id\":\"addr_0000000000001\"}|404|NOT_FOUND|shipping_address_id",
        "{\"payment_method_id\":\"tok_visa\",\"shipping_address_id\":\"nonsense\"}|404|NOT_FOUND|shipping_address_id",
        "{\"payment_method_id\":\"cash\",\"shipping_address_id\":\"addr_0000000000001\"}|422|VALIDATION_ERROR|payment_method_id",
        "{\"shipping_address_id\":\"addr_0000000000001\"}|400|MISSING_FIELD|payment_method_id",
        "{\"payment_method_id\":\"tok_visa\",\"coupon_code\":\"X\"}|400|UNKNOWN_FIELD|coupon_code",
        "{\"payment_method_id\":\"tok_visa\",\"shipping_address\":{\"name\":\"A\",\"line1\":\"B\",\"city\":\"C\",\"postal_code\":\"D\",\"country\":\"Mordor\"}}|422|VALIDATION_ERROR|shipping_address.country",
        "{\"payment_method_id\":\"tok_visa\",\"shipping_address\":{\"name\":\" \",\"line1\":\"B\",\"city\":\"C\",\"postal_code\":\"D\",\"country\":\"FR\"}}|422|VALIDATION_ERROR|shipping_address.name",
        "{\"payment_method_id\":\"tok_visa\",\"shipping_address\":{\"name\":\"A\"}}|400|MISSING_FIELD|shipping_address",
        "{|400|MALFORMED_REQUEST|''", "[]|400|WRONG_TYPE|''"})
    @Promise("commerce.bad-input")
    void aCheckoutThatMakesNoSenseIsRefused(String body, int status, String code, String field) {
        String ada = commerce.newcomer();
        commerce.add(0, commerce.product(5), 1, ada);
        assertRefused(Http.post(commerce.url(0) + "/api/v1/orders/checkout", body, ada), status, code, field);
    }

    @Test
    @Promise("commerce.bad-input")
    void pricesInSeveralCurrenciesOrOtherThanExpectedAreNotOrdered() {
        String ada = commerce.newcomer();
        commerce.add(0, commerce.product(5), 1, ada);
        String body = Commerce.checkoutBody("tok_visa");
        assertRefused(Http.post(commerce.url(0) + "/api/v1/orders/checkout",
                body.replaceFirst("}$", ",\"expected_total\":\"9.99\"}"), ada), 409, "CONFLICT", "expected_total");
        commerce.add(0, commerce.product(5, "900", "JPY"), 1, ada);
        assertRefused(commerce.checkOut(0, "tok_visa", ada), 422, "VALIDATION_ERROR", "");
        assertRefused(commerce.checkOut(0, "tok_visa", commerce.newcomer()), 409, "CONFLICT", "");
    }

    @Test
    @Promise("commerce.bad-input")
    void somebodyElsesThingsAreNotThere() {
        Product lamp = commerce.product(5);
        String ada = commerce.newcomer();
        String eve = commerce.newcomer();
        String order = commerce.order(lamp, 1, "tok_declined", ada);
        assertRefused(commerce.order(order, eve), 404, "NOT_FOUND", "");
        assertRefused(commerce.order("ord_0000000000000", eve), 404, "NOT_FOUND", "");
        assertRefused(commerce.order("nonsense", eve), 404, "NOT_FOUND", "");
        for (String verb : new String[]{"cancel", "refund"}) {
            assertRefused(commerce.action(order, verb, eve), 404, "NOT_FOUND", "");
        }
        for (String verb : new String[]{"ship", "deliver"}) {
            assertRefused(Http.post(commerce.url(0) + "/api/v1/seller/orders/" + order + "/" + verb, "", eve), 404,
                    "NOT_FOUND", "");
        }
        assertRefused(Http.put(commerce.url(0) + "/api/v1/seller/products/" + lamp.publicId() + "/inventory",
                "{\"stock_delta\":1}", eve), 404, "NOT_FOUND", "");
        assertThat(commerce.order(order, null).status()).isEqualTo(401);
        assertThat(Http.get(commerce.url(0) + "/admin/commerce/sagas", eve).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"0,422", "1000001,422", "-9223372036854775808,422", "1000000000000,422", "-6,409", "-5,200", "7,200"})
    @Promise("commerce.bad-input")
    void stockIsChangedByWhatIsThere(long delta, int status) {
        Product lamp = commerce.product(5);
        Answer told = Http.put(commerce.url(0) + "/api/v1/seller/products/" + lamp.publicId() + "/inventory",
                "{\"stock_delta\":" + delta + "}", commerce.user(Commerce.SELLER));
        assertThat(told.status()).as(told.body()).isEqualTo(status);
        assertThat(commerce.audit(lamp).get("available").asLong()).isEqualTo(status == 200 ? 5 + delta : 5);
    }

    private static void assertRefused(Answer told, int status, String code, String field) {
        assertThat(told.status()).as(told.body()).isEqualTo(status);
        assertThat(told.code()).as(told.body()).isEqualTo(code);
        assertThat(told.field()).as(told.body()).startsWith(field);
    }
}
